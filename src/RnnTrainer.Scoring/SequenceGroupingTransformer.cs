using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using RnnTrainer.Grouping;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>
/// Groups the rows of a table in long form, with one row per time step, into sequences, as described at
/// <see cref="RnnDataCatalog.GroupIntoSequences"/>. Saved with a model, it reads rows at scoring as in training, except that the label and
/// <see cref="SequenceGroupingOptions.LastRowColumns"/> may be missing.
/// </summary>
/// <remarks>
/// It combines many rows into one, so a <c>PredictionEngine</c> cannot run it ("Must be a row to row mapper"). Score views with
/// <see cref="Transform"/>, or create the engine from the transformers that follow it, for rows that hold whole sequences.
/// </remarks>
/// <example>
/// <code>
/// IDataView sequences = ml.Transforms.GroupIntoSequences("Machine", ["Pressure"], "State", "Time").Fit(rows).Transform(rows);
/// </code>
/// </example>
public sealed class SequenceGroupingTransformer : ITransformer
{
    private readonly IHost host;

    internal SequenceGroupingTransformer(IHostEnvironment environment, SequenceGrouping grouping)
    {
        host = environment.Register(nameof(SequenceGroupingTransformer));
        Grouping = grouping;
    }

    /// <summary>Gets the name of the column that identifies the sequences.</summary>
    public string GroupColumn => Grouping.GroupColumn;

    /// <summary>Gets the names of the input columns, in input order.</summary>
    public IReadOnlyList<string> FeatureColumns => Grouping.FeatureColumns;

    /// <summary>Gets the name of the label column; <see langword="null"/>: no label.</summary>
    public string? LabelColumn => Grouping.LabelColumn;

    /// <summary>Gets the name of the column that sorts the steps of a sequence; <see langword="null"/>: rows stay in their order.</summary>
    public string? OrderColumn => Grouping.OrderColumn;

    /// <summary>Gets the further settings.</summary>
    public SequenceGroupingOptions Options => Grouping.Options;

    internal SequenceGrouping Grouping { get; }

    /// <summary>Returns the schema that <see cref="Transform"/> produces for data of this schema.</summary>
    /// <param name="inputSchema">The schema of the input, with the group, feature and order columns.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Bind(inputSchema).Schema;
    }

    /// <summary>Returns one row for each group.</summary>
    /// <param name="input">Data with the group, feature and order columns.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new GroupedView(input, Bind(input.Schema), Options, () => ContextCancellation.Check(host));
    }

    bool ITransformer.IsRowToRowMapper => false;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException(
        "GroupIntoSequences combines many rows into one, which a PredictionEngine cannot do. Score views with Transform, or create the "
        + "engine from the transformers after it, for rows that hold whole sequences.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => SequenceGroupingTransformerLoader.Save(ctx, Grouping);

    private GroupedSchema Bind(DataViewSchema schema) => new(Grouping, schema, isForScoring: true);
}
