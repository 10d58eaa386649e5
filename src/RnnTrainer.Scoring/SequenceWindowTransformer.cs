using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using RnnTrainer.MLNet;
using RnnTrainer.Windows;

namespace RnnTrainer;

/// <summary>
/// Slides a window over long series, with one row per time step, as described at <see cref="RnnDataCatalog.CreateWindows"/>. Saved with a
/// model, it reads rows at scoring as in training, except that the target may be missing; windows then have no label.
/// </summary>
/// <remarks>
/// It combines many rows into one, so a <c>PredictionEngine</c> cannot run it ("Must be a row to row mapper"). Score views with
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

    /// <summary>Gets the number of rows in a window.</summary>
    public int Length => Settings.Length;

    /// <summary>Gets the names of the input columns, in input order.</summary>
    public IReadOnlyList<string> FeatureColumns => Settings.FeatureColumns;

    /// <summary>Gets the number of rows from the start of one window to the start of the next.</summary>
    public int Stride => Settings.Stride;

    /// <summary>Gets the number of rows from the last row of a window to its label; 0: no label is added.</summary>
    public int Horizon => Settings.Horizon;

    /// <summary>Gets the name of the column that provides the label; <see langword="null"/>: no label is added.</summary>
    public string? TargetColumn => Settings.TargetColumn;

    /// <summary>Gets the name of the column that identifies the series; <see langword="null"/>: the rows form one series.</summary>
    public string? GroupColumn => Settings.GroupColumn;

    /// <summary>Gets the name of the column that sorts the rows of a series; <see langword="null"/>: rows are in time order.</summary>
    public string? OrderColumn => Settings.OrderColumn;

    /// <summary>Gets the further settings.</summary>
    public SequenceWindowOptions Options => Settings.Options;

    internal WindowSettings Settings { get; }

    /// <summary>Returns the schema that <see cref="Transform"/> produces for data of this schema.</summary>
    /// <param name="inputSchema">The schema of the input, with the feature, group and order columns.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Bind(inputSchema).Schema;
    }

    /// <summary>Returns one row for each window.</summary>
    /// <param name="input">Data with the feature, group and order columns; without an order column, in time order.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new WindowView(input, Bind(input.Schema), () => ContextCancellation.Check(host),
            message => ContextLog.Warn(host, nameof(RnnDataCatalog.CreateWindows), message));
    }

    bool ITransformer.IsRowToRowMapper => false;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException(
        "CreateWindows combines many rows into one, which a PredictionEngine cannot do. Score views with Transform, or create the engine "
        + "from the transformers after it, for rows that hold whole windows.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => SequenceWindowTransformerLoader.Save(ctx, Settings);

    private WindowColumns Bind(DataViewSchema schema) => new(schema, Settings, needsTarget: false);
}
