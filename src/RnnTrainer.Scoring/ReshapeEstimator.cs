using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>Changes the dimensions of a vector column; see <see cref="ReshapeTransformer"/>. Learns nothing from data.</summary>
/// <example>
/// <code>
/// var pipeline = ml.Transforms.Reshape("Features", null, 28, 28);      // 28 time steps of 28 inputs
/// </code>
/// </example>
public sealed class ReshapeEstimator : IEstimator<ReshapeTransformer>
{
    private readonly ReshapeTransformer transformer;

    internal ReshapeEstimator(IHostEnvironment environment, string outputColumnName, string inputColumnName, int[] dimensions) =>
        transformer = new ReshapeTransformer(environment, outputColumnName, inputColumnName, dimensions);

    /// <summary>Checks the schema of <paramref name="input"/> and returns the transformer; no row is read.</summary>
    /// <param name="input">Data with the input column.</param>
    /// <exception cref="RnnColumnException">The input column is missing, is not a vector of known size, or has another size.</exception>
    public ReshapeTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <summary>Returns the shape of the input with the output column added.</summary>
    /// <param name="inputSchema">The shape of the input, with the input column.</param>
    /// <exception cref="RnnColumnException">The input column is missing or is not a vector of known size.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        SchemaShapes.AddReshaped(inputSchema, transformer.OutputColumnName, transformer.InputColumnName);
}
