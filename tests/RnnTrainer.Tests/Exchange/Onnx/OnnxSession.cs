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

    /// <summary>
    /// Scores rows in one batch, each padded to so many steps with garbage; gives numbers and predictions as
    /// <see cref="ScoredRows"/> reads them.
    /// </summary>
    public (float[][] Scores, long[][]? Labels) Run(float[][] rows, int inputs, int timeSteps)
    {
        float[] padded = [.. rows.SelectMany(row => row.Concat(Enumerable.Range(row.Length, timeSteps * inputs - row.Length)
            .Select(i => Garbage[i % Garbage.Length])))];
        List<NamedOnnxValue> values = [NamedOnnxValue.CreateFromTensor("Features",
            new DenseTensor<float>(padded, [rows.Length, timeSteps, inputs]))];
        if (Session.InputMetadata.ContainsKey("SequenceLengths"))
            values.Add(NamedOnnxValue.CreateFromTensor("SequenceLengths",
                new DenseTensor<int>(rows.Select(row => row.Length / inputs).ToArray(), [rows.Length])));
        using var results = Session.Run(values);
        return Read(results, rows.Length, "Score", "Probability", "PredictedLabel");
    }

    /// <summary>Numbers and predictions of a session's results.</summary>
    public static (float[][] Scores, long[][]? Labels) Read(
        IReadOnlyCollection<DisposableNamedOnnxValue> results, int rows, string score, string probability, string predictedLabel)
    {
        float[] scores = [.. results.Single(value => value.Name == score).AsEnumerable<float>()];
        float[][] numbers = [.. scores.Chunk(scores.Length / rows)];
        if (results.SingleOrDefault(value => value.Name == probability) is { } probabilities)
            numbers = [.. numbers.Zip(OfRows(probabilities.AsEnumerable<float>()), (row, values) => row.Concat(values).ToArray())];
        return (numbers, results.SingleOrDefault(value => value.Name == predictedLabel)?.Value switch
        {
            null => null,
            Tensor<long> classes => OfRows(classes),
            Tensor<uint> keys => OfRows(keys.Select(key => (long)key - 1)),
            Tensor<bool> answers => OfRows(answers.Select(answer => answer ? 1L : 0)),
            var other => throw new AssertFailedException($"{predictedLabel} is {other}."),
        });

        T[][] OfRows<T>(IEnumerable<T> values) => values.ToArray() is var all ? [.. all.Chunk(all.Length / rows)] : [];
    }

    public void Dispose() => Session.Dispose();
}
