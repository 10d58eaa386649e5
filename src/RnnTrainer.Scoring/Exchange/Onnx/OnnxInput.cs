using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>Makes of sequences what the first layer reads: at scale, none of their values missing, in blocks of steps.</summary>
/// <param name="graph">The graph that holds the sequences.</param>
/// <param name="input">What the network reads.</param>
internal sealed class OnnxInput(OnnxGraph graph, InputSpec input)
{
    /// <param name="sequences">Name of the sequences, float [time steps, rows, inputs].</param>
    /// <param name="lengths">Name of the numbers of valid steps, int32 [rows]; null: all steps are.</param>
    /// <returns>Names of the same as the first layer reads them: float [steps, rows, layer inputs], and int32 [rows] or null.</returns>
    public (string Sequences, string? Lengths) Apply(string sequences, string? lengths)
    {
        string? missing = FillsWithMean ? graph.Apply("IsNaN", [sequences]) : null;
        string scaled = new OnnxNormalization(graph, input).Apply(sequences, lengths, missing);
        string filled = missing is null ? scaled : graph.Apply("Where", [missing, Means(), scaled]);
        return new OnnxBlocks(graph, input).Apply(filled, lengths);
    }

    /// <exception cref="NotSupportedException">No ONNX file can say what is made of missing values.</exception>
    private bool FillsWithMean => input.MissingValues switch
    {
        RnnMissingValues.Error => false,
        RnnMissingValues.Mean => true,
        RnnMissingValues.LastValue => throw new NotSupportedException(
            $"The network fills missing values with the last preceding value ({RnnMissingValues.LastValue}), for which ONNX has no "
            + $"operator. Train with {nameof(RnnMissingValues)}.{RnnMissingValues.Mean}, or save it with mlContext.Model.Save."),
    };

    private string Means()
    {
        ValueList<double> means = input.Normalization.Means;
        IEnumerable<float> values = means.Count > 0 ? means.Select(mean => (float)mean) : new float[input.Size];
        return graph.Constant("mean", values, input.Size);
    }
}
