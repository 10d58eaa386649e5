using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.MLNet;
using RnnTrainer.Windows;

namespace RnnTrainer;

/// <summary>Cuts series into windows; see <see cref="SequenceWindowTransformer"/>. Learns nothing from data.</summary>
/// <example>
/// <code>
/// var pipeline = ml.Transforms.CreateWindows(length: 72, ["Load"], horizon: 6, targetColumn: "Load", groupColumn: "Sensor")
///     .Append(ml.Regression.Trainers.Rnn(RnnOptions.Gru));
/// </code>
/// </example>
public sealed class SequenceWindowEstimator : IEstimator<SequenceWindowTransformer>
{
    private readonly WindowSettings settings;
    private readonly SequenceWindowTransformer transformer;

    internal SequenceWindowEstimator(IHostEnvironment environment, WindowSettings settings)
    {
        this.settings = settings;
        transformer = new SequenceWindowTransformer(environment, settings);
    }

    /// <summary>Checks the schema of <paramref name="input"/> and returns the transformer; no row is read.</summary>
    /// <param name="input">Data with all columns named in the settings.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public SequenceWindowTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _ = new WindowColumns(input.Schema, settings, needsTarget: true);
        return transformer;
    }

    /// <summary>Returns the shape of the windows.</summary>
    /// <param name="inputSchema">The shape of the input, with all columns named in the settings.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => WindowShape.Of(inputSchema, settings);
}
