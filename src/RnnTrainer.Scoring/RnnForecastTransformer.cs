using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using RnnTrainer.Forecasting;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>
/// A trained forecaster of one or more series, with quantiles. It reads rows in long form, one per time step, each series in time order;
/// series may be interleaved, and need not occur in the training data. Scores with managed code, without libtorch. Immutable and
/// thread-safe.
/// </summary>
/// <remarks>
/// A forecast depends on previous rows, which a <c>PredictionEngine</c> does not keep; use an engine from
/// <see cref="CreateForecastEngine{TRow}"/> instead.
/// </remarks>
/// <example>
/// <code>
/// RnnForecastTransformer network = (RnnForecastTransformer)ml.Model.Load("sales.zip", out _);
/// float[] next = network.Forecast(rows).GetColumn&lt;float&gt;("Forecast").ToArray();       // of each series, step by step
/// </code>
/// </example>
public sealed partial class RnnForecastTransformer : ITransformer
{
    private readonly IHost host;
    private readonly ForecastScorer scorer;

    internal RnnForecastTransformer(IHostEnvironment environment, SavedForecast saved)
    {
        host = environment.Register(nameof(RnnForecastTransformer));
        Saved = saved;
        scorer = new(saved.Trained.Model, saved.Spec);
    }

    /// <summary>Gets the number of steps to forecast.</summary>
    public int Horizon => Saved.Spec.Horizon;

    /// <summary>Gets the number of steps in a season; 1: no season.</summary>
    public int SeasonLength => Saved.Spec.Season;

    /// <summary>
    /// Gets the number of rows that a forecast is based on, up to and including its origin. Shorter series are used in full.
    /// </summary>
    public int WindowSize => Saved.Spec.Window;

    /// <summary>Gets the quantile levels, ascending.</summary>
    public IReadOnlyList<float> Quantiles => Saved.Spec.Levels;

    /// <summary>Gets the name of the column to forecast: a number, or a vector of several targets.</summary>
    public string ValueColumnName => Saved.Columns.Value;

    /// <summary>Gets the name of the column that identifies the series; <see langword="null"/>: all rows form one series.</summary>
    public string? SeriesColumnName => Saved.Columns.Series;

    /// <summary>Gets the names of the input columns that are known for future rows too.</summary>
    public IReadOnlyList<string> KnownInputColumnNames => Saved.Columns.Known;

    /// <summary>Gets the names of the input columns that are known only for the past.</summary>
    public IReadOnlyList<string> PastInputColumnNames => Saved.Columns.Past;

    /// <summary>Gets the names of the input columns that are constant within a series.</summary>
    public IReadOnlyList<string> StaticInputColumnNames => Saved.Columns.Static;

    /// <summary>
    /// Gets the network, which reads scaled windows and returns scaled quantiles; <see cref="SaveAsOnnx(string)"/> describes the scales.
    /// </summary>
    public RnnModel Network => Saved.Trained.Model;

    /// <summary>Gets the training history, one entry per epoch.</summary>
    public IReadOnlyList<RnnEpoch> History => Saved.Trained.History;

    /// <summary>Gets the number of the best epoch, as <see cref="RnnTransformer.BestEpoch"/>.</summary>
    public int? BestEpoch => Saved.Trained.BestEpoch;

    /// <summary>Everything that is saved.</summary>
    internal SavedForecast Saved { get; }

    /// <summary>Returns the schema that <see cref="Transform"/> produces for data of this schema.</summary>
    /// <param name="inputSchema">The schema of the input, with the columns that the forecaster reads.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return BindRows(inputSchema).Schema;
    }

    /// <summary>
    /// Adds, lazily, to each row the forecast with that row as its origin: <c>Forecast</c>, <c>LowerBound</c> and <c>UpperBound</c>, each
    /// Single [targets x horizon], and <c>Quantiles</c>, Single [targets x levels x horizon]. Forecast is the quantile nearest to the
    /// median; the bounds are the lowest and highest quantile.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Every series starts empty at the first row of the view. A row whose value is missing has NaN forecasts: it is a gap, or a future row
    /// at the end of its series. With known inputs, a forecast reads those of the next rows of its series, and rows followed by fewer than
    /// <see cref="Horizon"/> rows have NaN forecasts too.
    /// </para>
    /// <para>
    /// Rows are returned in the order of the view by a single cursor, never shuffled, and columns of objects such as images are dropped: up
    /// to one horizon of rows of each series is read ahead. With known inputs, the series column is read once more beforehand.
    /// </para>
    /// </remarks>
    /// <param name="input">Data with the columns that the forecaster reads, each series in time order.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ForecastedView(input, BindRows(input.Schema), scorer);
    }

    /// <summary>
    /// Forecasts, lazily, from the last row of each series. There is one row per series and step: the series (a column of its name and
    /// type, if there is one), <c>Step</c> (Int32, from 1), <c>Forecast</c>, <c>LowerBound</c> and <c>UpperBound</c>, Single or, for
    /// several targets, Vector&lt;Single, targets&gt;, and <c>Quantiles</c>, Single [levels] or [targets x levels]. Series are in the order
    /// of their first rows.
    /// </summary>
    /// <remarks>
    /// Trailing rows of a series without a value are its future: the origin is the last row with a value. With known inputs, there must be
    /// <see cref="Horizon"/> future rows; otherwise an <see cref="RnnRowException"/> is thrown when rows are read. A series without any
    /// value has NaN forecasts.
    /// </remarks>
    /// <param name="input">Data with the columns that the forecaster reads, each series in time order.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public IDataView Forecast(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ForecastColumns columns = Bind(input.Schema);
        return new HorizonView(input, new(columns, OutputsOf(columns)), scorer, () => ContextCancellation.Check(host));
    }

    /// <summary>Creates an engine, initially without rows, that keeps the last rows of each series and forecasts from them.</summary>
    /// <typeparam name="TRow">A class with a property for each column that the forecaster, or a transform before it, reads.</typeparam>
    /// <param name="mlContext">The context in which rows are read.</param>
    /// <param name="before">
    /// Fitted transforms that the engine applies to every row, each on its own, such as <c>MapValueToKey</c> and <c>CalendarFeatures</c>;
    /// <see langword="null"/>: rows have the columns that the forecaster reads.
    /// </param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    /// <exception cref="ArgumentException"><paramref name="before"/> combines several rows.</exception>
    public RnnForecastEngine<TRow> CreateForecastEngine<TRow>(MLContext mlContext, ITransformer? before = null) where TRow : class
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new(mlContext, before, Saved, scorer, Bind);
    }

    /// <summary>Returns the network as a table; see <see cref="RnnModel.ToString"/>.</summary>
    public override string ToString() => Network.ToString();

    // With this, ML.NET asks for the mapper, whose error says what to do; ML.NET's own ("Must be a row to row mapper") does not.
    bool ITransformer.IsRowToRowMapper => true;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException(
        "A forecast needs the rows before it, which a PredictionEngine does not keep. Use RnnForecastTransformer.CreateForecastEngine, or "
        + "score a view with Transform or Forecast.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => RnnForecastTransformerLoader.Save(ctx, Saved);

    private ForecastColumns Bind(DataViewSchema schema)
    {
        ForecastColumns columns = ForecastColumns.Bind(schema, Saved.Columns, Saved.Categories);
        columns.CheckFits(Saved.Spec);
        return columns;
    }

    private ForecastedSchema BindRows(DataViewSchema schema)
    {
        ForecastColumns columns = Bind(schema);
        return new(schema, columns, OutputsOf(columns));
    }

    private ForecastOutputs OutputsOf(ForecastColumns columns) => new(Saved.Spec, [.. columns.Targets.Names()]);
}
