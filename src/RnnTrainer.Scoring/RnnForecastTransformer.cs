using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using RnnTrainer.Forecasting;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>
/// A trained forecast of one series or many, with quantiles. It reads rows in long form, one row a time step, those of a series in the
/// order of time; series may be interleaved, and need not be among those of training. Scores with managed code: libtorch is neither
/// needed nor loaded. Immutable, and safe to use from many threads.
/// </summary>
/// <remarks>
/// A forecast reads the rows before it, which a <c>PredictionEngine</c> does not keep: <see cref="CreateForecastEngine{TRow}"/> makes an
/// engine that does.
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

    /// <summary>Steps ahead of a forecast.</summary>
    public int Horizon => Saved.Spec.Horizon;

    /// <summary>Steps of a season; 1: there is none.</summary>
    public int SeasonLength => Saved.Spec.Season;

    /// <summary>Rows that a forecast reads, up to the one that it is made after. Of shorter series it reads what there is.</summary>
    public int WindowSize => Saved.Spec.Window;

    /// <summary>The levels of the quantiles, ascending.</summary>
    public IReadOnlyList<float> Quantiles => Saved.Spec.Levels;

    /// <summary>Name of the column that is forecast: a number, or a vector of several targets.</summary>
    public string ValueColumnName => Saved.Columns.Value;

    /// <summary>Name of the column that tells series apart; <see langword="null"/>: all rows are one series.</summary>
    public string? SeriesColumnName => Saved.Columns.Series;

    /// <summary>Names of the inputs that are known of future rows too.</summary>
    public IReadOnlyList<string> KnownInputColumnNames => Saved.Columns.Known;

    /// <summary>Names of the inputs that are known up to now only.</summary>
    public IReadOnlyList<string> PastInputColumnNames => Saved.Columns.Past;

    /// <summary>Names of the inputs that never change in a series.</summary>
    public IReadOnlyList<string> StaticInputColumnNames => Saved.Columns.Static;

    /// <summary>
    /// The network. It reads scaled windows and gives scaled quantiles: see <see cref="SaveAsOnnx(string)"/> for what the scales are.
    /// </summary>
    public RnnModel Network => Saved.Trained.Model;

    /// <summary>One line for each epoch of training, in order.</summary>
    public IReadOnlyList<RnnEpoch> History => Saved.Trained.History;

    /// <summary>Number of the best epoch, as <see cref="RnnTransformer.BestEpoch"/>.</summary>
    public int? BestEpoch => Saved.Trained.BestEpoch;

    /// <summary>All that is saved.</summary>
    internal SavedForecast Saved { get; }

    /// <summary>The schema that <see cref="Transform"/> gives to data of this schema.</summary>
    /// <param name="inputSchema">A schema with the columns that the forecast reads.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return BindRows(inputSchema).Schema;
    }

    /// <summary>
    /// Adds to each row the forecast made after it, lazily: <c>Forecast</c>, <c>LowerBound</c> and <c>UpperBound</c>, each Single
    /// [targets x horizon], and <c>Quantiles</c>, Single [targets x levels x horizon]. The forecast is the level nearest to the median, the
    /// bounds are the lowest and the highest level.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Every series begins empty at the first row of the view. A row whose value is missing has NaN forecasts: it is a gap, or at the end
    /// of its series a row of the future. Where inputs are known ahead, a forecast reads those of the next rows of its series, and rows
    /// with fewer than <see cref="Horizon"/> of these after them have NaN forecasts too.
    /// </para>
    /// <para>
    /// Rows come in the order of the view from one cursor, shuffled never, and columns of objects such as images are left out: rows are
    /// read ahead, at most the horizon's of each series. Where inputs are known ahead, the series column is read once more before.
    /// </para>
    /// </remarks>
    /// <param name="input">Data with the columns that the forecast reads, rows of a series in the order of time.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ForecastedView(input, BindRows(input.Schema), scorer);
    }

    /// <summary>
    /// The forecast after the last row of each series, lazily, one row for each series and step ahead: the series (a column of its name
    /// and type, if there is one), <c>Step</c> (Int32, from 1), and for it <c>Forecast</c>, <c>LowerBound</c> and <c>UpperBound</c>, Single
    /// or of several targets Vector&lt;Single, targets&gt;, and <c>Quantiles</c>, Single [levels] or [targets x levels]. Series come in the
    /// order of their first rows.
    /// </summary>
    /// <remarks>
    /// Rows without a value at the end of a series are its future: the forecast is made after the last one with a value. Where inputs are
    /// known ahead, <see cref="Horizon"/> such rows must be there; otherwise <see cref="RnnRowException"/> is thrown when rows are read. A
    /// series without any value has NaN forecasts.
    /// </remarks>
    /// <param name="input">Data with the columns that the forecast reads, rows of a series in the order of time.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public IDataView Forecast(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ForecastColumns columns = Bind(input.Schema);
        return new HorizonView(input, new(columns, OutputsOf(columns)), scorer, () => ContextCancellation.Check(host));
    }

    /// <summary>An engine that keeps the last rows of each series, and forecasts from them. It begins without any.</summary>
    /// <typeparam name="TRow">A class with a property for each column that the forecast, or a transform before it, reads.</typeparam>
    /// <param name="mlContext">Where rows are read.</param>
    /// <param name="before">
    /// Fitted transforms that make columns of each row by itself, such as <c>MapValueToKey</c> and <c>CalendarFeatures</c>; the engine
    /// applies them to every row. <see langword="null"/>: rows have the columns that the forecast reads.
    /// </param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    /// <exception cref="ArgumentException"><paramref name="before"/> reads several rows at once.</exception>
    public RnnForecastEngine<TRow> CreateForecastEngine<TRow>(MLContext mlContext, ITransformer? before = null) where TRow : class
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new(mlContext, before, Saved, scorer, Bind);
    }

    /// <summary>The network as a table: see <see cref="RnnModel.ToString"/>.</summary>
    public override string ToString() => Network.ToString();

    // Only so does ML.NET ask for the mapper, whose error can say what to do: its own ("Must be a row to row mapper") does not.
    bool ITransformer.IsRowToRowMapper => true;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException(
        "A forecast reads the rows before it, which a PredictionEngine does not keep. Use RnnForecastTransformer.CreateForecastEngine, or "
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
