using Microsoft.ML.OnnxRuntime;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// ONNX Runtime used directly and at its best: every input and output lies where it is wanted, as a value made beforehand, so
/// that a call does nothing but run the network.
/// </summary>
internal sealed class OnnxPeer : IDisposable
{
    private readonly string[] inputs, outputs;
    private readonly SessionOptions options;
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly List<(OrtValue[] Inputs, OrtValue[] Outputs)> batches = [];

    /// <param name="network">The network, exported.</param>
    /// <param name="threads">Threads of a call.</param>
    /// <param name="batchSize">Rows in a call.</param>
    /// <param name="pixels">All rows, [count, time steps, input].</param>
    /// <param name="scores">Where probabilities go, [count, classes].</param>
    public OnnxPeer(RnnTransformer network, int threads, int batchSize, float[] pixels, float[] scores)
    {
        options = new()
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        RnnOnnxOptions names = new();
        inputs = [network.FeatureColumnName];
        outputs = [names.ScoreName];
        using MemoryStream file = new();
        network.SaveAsOnnx(file, names);
        session = new(file.ToArray(), options);
        const int Length = Digits.TimeSteps * Digits.InputSize;
        int count = scores.Length / Digits.ClassCount;
        for (int first = 0; first < count; first += batchSize)
        {
            int rows = Math.Min(batchSize, count - first);
            batches.Add((
                [OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels.AsMemory(first * Length, rows * Length),
                    [rows, Digits.TimeSteps, Digits.InputSize])],
                [OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance,
                    scores.AsMemory(first * Digits.ClassCount, rows * Digits.ClassCount), [rows, Digits.ClassCount])]));
        }
    }

    /// <summary>Scores the rows, batch by batch.</summary>
    public void Run()
    {
        foreach ((OrtValue[] rows, OrtValue[] results) in batches)
            session.Run(runOptions, inputs, rows, outputs, results);
    }

    public void Dispose()
    {
        foreach (OrtValue value in batches.SelectMany(batch => batch.Inputs.Concat(batch.Outputs)))
            value.Dispose();
        runOptions.Dispose();
        session.Dispose();
        options.Dispose();
    }
}
