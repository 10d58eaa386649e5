using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using RnnTrainer.MLNet;
using RnnTrainer.Windows;

namespace RnnTrainer;

/// <summary>
/// Slides a window over long series, one row a time step: each window becomes a row, as <see cref="RnnDataCatalog.CreateWindows"/> says.
/// Saved with a model, it reads rows at scoring as it did in training; these may lack the target, and windows then have no label.
/// </summary>
/// <remarks>
/// A window comes of many rows, so a <c>PredictionEngine</c> does not run it ("Must be a row to row mapper"): score views with
/// <see cref="Transform"/>, or create the engine from the transformers that follow it, for rows that hold whole windows.
/// </remarks>
/// <example>
/// <code>
/// IDataView windows = ml.Transforms.CreateWindows(length: 50, ["X", "Y"], groupColumn: "Person").Fit(rows).Transform(rows);
/// </code>
/// </example>
public sealed class SequenceWindowTransformer : ITransformer
{
    private readonly IHost host;

    internal SequenceWindowTransformer(IHostEnvironment environment, WindowSettings settings)
    {
        host = environment.Register(nameof(SequenceWindowTransformer));
        Settings = settings;
    }

    /// <summary>Rows of a window.</summary>
    public int Length => Settings.Length;

    /// <summary>Names of the columns of inputs, in their order.</summary>
    public IReadOnlyList<string> FeatureColumns => Settings.FeatureColumns;

    /// <summary>Rows from the start of one window to that of the next.</summary>
    public int Stride => Settings.Stride;

    /// <summary>Rows from a window's last to that of its label; 0: no label is made.</summary>
    public int Horizon => Settings.Horizon;

    /// <summary>Name of the column that labels come from; <see langword="null"/>: no label is made.</summary>
    public string? TargetColumn => Settings.TargetColumn;

    /// <summary>Name of the column that tells series apart; <see langword="null"/>: the rows are one series.</summary>
    public string? GroupColumn => Settings.GroupColumn;

    /// <summary>
    /// Name of the column that the rows of a series are sorted by; <see langword="null"/>: rows stand in the order of time.
    /// </summary>
    public string? OrderColumn => Settings.OrderColumn;

    /// <summary>More settings.</summary>
    public SequenceWindowOptions Options => Settings.Options;

    internal WindowSettings Settings { get; }

    /// <summary>The schema that <see cref="Transform"/> gives to data of this schema.</summary>
    /// <param name="inputSchema">A schema with the feature, group and order columns.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Bind(inputSchema).Schema;
    }

    /// <summary>One row for each window.</summary>
    /// <param name="input">Data with the feature, group and order columns; without an order column in the order of time.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new WindowView(input, Bind(input.Schema), () => ContextCancellation.Check(host),
            message => ContextLog.Warn(host, nameof(RnnDataCatalog.CreateWindows), message));
    }

    bool ITransformer.IsRowToRowMapper => false;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException(
        "CreateWindows makes a window of many rows, which a PredictionEngine cannot do. Score a view with Transform, or create the engine "
        + "from the transformers after it, for rows that hold whole windows.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => SequenceWindowTransformerLoader.Save(ctx, Settings);

    private WindowColumns Bind(DataViewSchema schema) => new(schema, Settings, needsTarget: false);
}
