using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Grouping;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>Groups rows into sequences; see <see cref="SequenceGroupingTransformer"/>. Learns nothing from data.</summary>
/// <example>
/// <code>
/// var pipeline = ml.Transforms
///     .GroupIntoSequences("Machine", ["Pressure", "Current"], labelColumn: "State", orderColumn: "Time")
///     .Append(ml.Transforms.Conversion.MapValueToKey("Label", "State"));
/// </code>
/// </example>
public sealed class SequenceGroupingEstimator : IEstimator<SequenceGroupingTransformer>
{
    private readonly SequenceGrouping grouping;
    private readonly SequenceGroupingTransformer transformer;

    internal SequenceGroupingEstimator(IHostEnvironment environment, SequenceGrouping grouping)
    {
        this.grouping = grouping;
        transformer = new SequenceGroupingTransformer(environment, grouping);
    }

    /// <summary>Checks the schema of <paramref name="input"/> and returns the transformer; no row is read.</summary>
    /// <param name="input">Data with all columns named in the settings.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public SequenceGroupingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _ = new GroupedSchema(grouping, input.Schema, isForScoring: false);
        return transformer;
    }

    /// <summary>Returns the shape of the sequences.</summary>
    /// <param name="inputSchema">The shape of the input, with all columns named in the settings.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => GroupedShape.Of(inputSchema, grouping);
}
