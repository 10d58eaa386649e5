using Microsoft.ML.OnnxRuntime;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// ONNX Runtime reading a stream at its best: states go in and out as values made beforehand, two sets of them by turns, so that nothing
/// is copied or allocated between two steps.
/// </summary>
internal sealed class OnnxStream : IDisposable
{
    private readonly SessionOptions options = new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
    };

    private readonly RunOptions runOptions = new();
    private readonly InferenceSession session;
    private readonly string[] inputs, outputs;
    private readonly float[] step = new float[StreamCase.Inputs];
    private readonly float[][][] states; // [set][state]
    private readonly OrtValue[][] read, written; // [set]: the step and its states; the scores and the other set's states
    private int set;

    public OnnxStream(RnnTransformer network)
    {
        RnnOnnxOptions names = new() { IncludeStates = true, IncludeSequenceLengths = false };
        using MemoryStream file = new();
        network.SaveAsOnnx(file, names);
        session = new(file.ToArray(), options);
        inputs = [.. session.InputNames];
        outputs = [names.ScoreName, .. inputs.Skip(1).Select(state => $"{state}_next")];
        int hidden = network.Model.HiddenSize;
        states = [.. Enumerable.Range(0, 2).Select(_ => inputs.Skip(1).Select(_ => new float[hidden]).ToArray())];
        OrtValue x = Value(step, 1, 1, step.Length), scores = Value(Scores, 1, Scores.Length);
        OrtValue[][] sets = [.. states.Select(one => one.Select(state => Value(state, 1, 1, hidden)).ToArray())];
        read = [.. sets.Select(one => (OrtValue[])[x, .. one])];
        written = [.. sets.Reverse().Select(one => (OrtValue[])[scores, .. one])];
    }

    /// <summary>What the network says after the last step.</summary>
    public float[] Scores { get; } = new float[StreamCase.ClassCount];

    /// <summary>Begins a sequence.</summary>
    public void Reset()
    {
        foreach (float[] state in states.SelectMany(one => one))
            Array.Clear(state);
    }

    public void Push(ReadOnlySpan<float> reading)
    {
        reading.CopyTo(step);
        session.Run(runOptions, inputs, read[set], outputs, written[set]);
        set = 1 - set;
    }

    public void Dispose()
    {
        foreach (OrtValue value in read.Concat(written).SelectMany(values => values).Distinct())
            value.Dispose();
        runOptions.Dispose();
        session.Dispose();
        options.Dispose();
    }

    private static OrtValue Value(float[] values, params long[] dimensions) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(), dimensions);
}
