using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using RnnTrainer.Calendar;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>
/// Encodes dates as cyclic calendar features: for each <see cref="CalendarPart"/>, the sine and the cosine of the angle 2π · value / cycle
/// length, as Singles. This places hour 23 next to hour 0, and December next to January.
/// </summary>
/// <remarks>
/// Values are whole numbers: the hour is 13 from 13:00 to 13:59:59. For a <see cref="DateTimeOffset"/>, the time at its own offset is used.
/// Missing dates, which ML.NET's readers represent as the first day of the calendar, give NaN. The slots are named, such as
/// <c>HourOfDay.Sine</c>. ONNX has no date type: ML.NET refuses to export a pipeline with this step, but the network after it can be
/// exported.
/// </remarks>
/// <example>
/// <code>
/// IDataView dated = ml.Transforms.CalendarFeatures("Calendar", "Time", CalendarPart.MonthOfYear).Fit(rows).Transform(rows);
/// </code>
/// </example>
public sealed class CalendarFeaturesTransformer : ITransformer
{
    private readonly CalendarSettings settings;
    private readonly RowMapping mapping;

    internal CalendarFeaturesTransformer(IHostEnvironment environment, CalendarSettings settings)
    {
        this.settings = settings;
        mapping = new RowMapping(environment.Register(nameof(CalendarFeaturesTransformer)), this,
            schema => CalendarColumn.Bind(schema, settings), toOnnx: null, Save);
    }

    /// <summary>Gets the name of the output column, which may replace the input column.</summary>
    public string OutputColumnName => settings.OutputColumnName;

    /// <summary>Gets the name of the column of dates.</summary>
    public string InputColumnName => settings.InputColumnName;

    /// <summary>Gets the parts of a date, in output order.</summary>
    public IReadOnlyList<CalendarPart> Parts => settings.Parts;

    /// <summary>Returns the schema that <see cref="Transform"/> produces for data of this schema.</summary>
    /// <param name="inputSchema">The schema of the input, with the column of dates.</param>
    /// <exception cref="RnnColumnException">The input column is missing or is not DateTime or DateTimeOffset.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => mapping.GetOutputSchema(inputSchema);

    /// <summary>Adds the column of sines and cosines.</summary>
    /// <param name="input">Data with the column of dates.</param>
    /// <exception cref="RnnColumnException">The input column is missing or is not DateTime or DateTimeOffset.</exception>
    public IDataView Transform(IDataView input) => mapping.Transform(input);

    bool ITransformer.IsRowToRowMapper => true;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => mapping.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => Save(ctx);

    private void Save(ModelSaveContext ctx) => CalendarFeaturesTransformerLoader.Save(ctx, settings);
}
