using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using RnnTrainer.Calendar;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>
/// Places dates on the circles of clock and calendar: of each <see cref="CalendarPart"/> a column of Single has the sine and the cosine,
/// 2π · number / how many there are being the angle. Hour 23 so lies beside hour 0, as December does beside January.
/// </summary>
/// <remarks>
/// The number is a whole one: it is hour 13 from 13:00 to 13:59:59. Of a <see cref="DateTimeOffset"/> the time at its own offset counts.
/// Missing dates, which ML.NET's readers give as the first day of the calendar, give NaN. The slots are named, such as
/// <c>HourOfDay.Sine</c>. ONNX has no dates: ML.NET refuses to export a pipeline with this step, but the network behind it can be exported.
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

    /// <summary>Name of the column that is added, or replaced when it is the input's.</summary>
    public string OutputColumnName => settings.OutputColumnName;

    /// <summary>Name of the column of dates.</summary>
    public string InputColumnName => settings.InputColumnName;

    /// <summary>The parts of a date, in the order of their numbers.</summary>
    public IReadOnlyList<CalendarPart> Parts => settings.Parts;

    /// <summary>The schema that <see cref="Transform"/> gives to data of this schema.</summary>
    /// <param name="inputSchema">A schema with the column of dates.</param>
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
