using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Grouping;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>Makes sequences of rows; see <see cref="SequenceGroupingTransformer"/>. Learns nothing from data.</summary>
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
    /// <param name="input">Data with all of the columns.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public SequenceGroupingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _ = new GroupedSchema(grouping, input.Schema, isForScoring: false);
        return transformer;
    }

    /// <summary>The shape of the sequences.</summary>
    /// <param name="inputSchema">A shape with all of the columns.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => GroupedShape.Of(inputSchema, grouping);
}
