using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using RnnTrainer.Grouping;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>
/// Makes sequences of a table in long form, one row a time step: the rows of each group become one row, as
/// <see cref="RnnDataCatalog.GroupIntoSequences"/>
/// says. Saved with a model, it reads rows at scoring as it did in training; these may lack the label and
/// <see cref="SequenceGroupingOptions.LastRowColumns"/>.
/// </summary>
/// <remarks>
/// One row comes of many, so a <c>PredictionEngine</c> does not run it ("Must be a row to row mapper"): score views with
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

    /// <summary>Name of the column that tells sequences apart.</summary>
    public string GroupColumn => Grouping.GroupColumn;

    /// <summary>Names of the columns of inputs, in their order.</summary>
    public IReadOnlyList<string> FeatureColumns => Grouping.FeatureColumns;

    /// <summary>Name of the label column; <see langword="null"/>: there is none.</summary>
    public string? LabelColumn => Grouping.LabelColumn;

    /// <summary>Name of the column that the steps of a sequence are sorted by; <see langword="null"/>: rows stay in their order.</summary>
    public string? OrderColumn => Grouping.OrderColumn;

    /// <summary>How rows become sequences.</summary>
    public SequenceGroupingOptions Options => Grouping.Options;

    internal SequenceGrouping Grouping { get; }

    /// <summary>The schema that <see cref="Transform"/> gives to data of this schema.</summary>
    /// <param name="inputSchema">A schema with the group, feature and order columns.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Bind(inputSchema).Schema;
    }

    /// <summary>One row for each group.</summary>
    /// <param name="input">Data with the group, feature and order columns.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new GroupedView(input, Bind(input.Schema), Options, () => ContextCancellation.Check(host));
    }

    bool ITransformer.IsRowToRowMapper => false;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException(
        "GroupIntoSequences makes one row of many, which a PredictionEngine cannot do. Score a view with Transform, or create the engine "
        + "from the transformers after it, for rows that hold whole sequences.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => SequenceGroupingTransformerLoader.Save(ctx, Grouping);

    private GroupedSchema Bind(DataViewSchema schema) => new(Grouping, schema, isForScoring: true);
}
