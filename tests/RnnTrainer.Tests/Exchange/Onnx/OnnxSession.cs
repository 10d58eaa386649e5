using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace RnnTrainer.Tests.Exchange.Onnx;

/// <summary>An exported network in ONNX Runtime.</summary>
internal sealed class OnnxSession(byte[] file) : IDisposable
{
    // What stands where a sequence is over: none of it may count.
    private static readonly float[] Garbage = [float.NaN, 1e30f, float.PositiveInfinity, -7, float.NegativeInfinity];

    public InferenceSession Session { get; } = new(file);

    /// <summary>The network as it is saved.</summary>
    public static OnnxSession Of(RnnTransformer model, RnnOnnxOptions? options = null) => new(Bytes(model, options));

    public static byte[] Bytes(RnnTransformer model, RnnOnnxOptions? options = null)
    {
        using MemoryStream stream = new();
        model.SaveAsOnnx(stream, options ?? new());
        return stream.ToArray();
    }

    /// <summary>Scores rows in one batch, each padded to so many steps with garbage.</summary>
    public (float[][] Scores, long[] Labels) Run(float[][] rows, int inputs, int timeSteps)
    {
        float[] padded = [.. rows.SelectMany(row => row.Concat(Enumerable.Range(row.Length, timeSteps * inputs - row.Length).Select(i => Garbage[i % Garbage.Length])))];
        List<NamedOnnxValue> values = [NamedOnnxValue.CreateFromTensor("Features", new DenseTensor<float>(padded, [rows.Length, timeSteps, inputs]))];
        if (Session.InputMetadata.ContainsKey("SequenceLengths"))
            values.Add(NamedOnnxValue.CreateFromTensor("SequenceLengths", new DenseTensor<int>(rows.Select(row => row.Length / inputs).ToArray(), [rows.Length])));
        using var results = Session.Run(values);
        float[] scores = [.. results.Single(value => value.Name == "Score").AsEnumerable<float>()];
        return ([.. scores.Chunk(scores.Length / rows.Length)], [.. results.Single(value => value.Name == "PredictedLabel").AsEnumerable<long>()]);
    }

    public void Dispose() => Session.Dispose();
}
