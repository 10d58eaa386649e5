using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Benchmarks;

/// <summary>The ways to know after each reading what a network says now.</summary>
internal sealed class StreamPeers : IDisposable
{
    public const string Stream = "stream", Anew = "the last 100 steps anew", Onnx = "ONNX Runtime, state in and out";

    private const int StreamSteps = 10_000, OnnxSteps = 1500, AnewSteps = 200;

    // Single precision, and each side's own tanh and sigmoid, over many steps.
    private const float Tolerance = 1e-4f;

    private readonly float[] readings = StreamCase.Readings(StreamSteps, new Random(2), state: 1);
    private readonly RnnStreamScorer stream;
    private readonly OnnxStream onnx;
    private readonly PredictionEngine<SequenceRow, Prediction> engine;
    private readonly SequenceRow window = new() { Features = new float[StreamCase.Window * StreamCase.Inputs] };
    private Prediction prediction = new();

    public StreamPeers(MLContext ml, RnnTransformer network)
    {
        stream = network.CreateStream();
        onnx = new(network);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(SequenceRow));
        schema[nameof(SequenceRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single);
        schema[nameof(SequenceRow.Label)].ColumnType = new KeyDataViewType(typeof(uint), StreamCase.ClassCount);
        engine = ml.Model.CreatePredictionEngine<SequenceRow, Prediction>(network, inputSchemaDefinition: schema);
        All =
        [
            new(Stream, ThreadCounts.Show(1), StreamSteps, () => Time(PushAll)),
            new(Anew, ThreadCounts.Show(1), AnewSteps, () => Time(ScoreWindows)),
            new(Onnx, ThreadCounts.Show(1), OnnxSteps, () => Time(RunOnnx)),
        ];
    }

    /// <summary>The peers.</summary>
    public IReadOnlyList<Peer> All { get; }

    /// <summary>Bytes of one stream's state.</summary>
    public int StateSize => stream.StateSize;

    /// <summary>Warms the peers up, and compares what they say.</summary>
    /// <exception cref="InvalidOperationException">Two peers disagree.</exception>
    public void CheckAgreement()
    {
        stream.Reset();
        onnx.Reset();
        for (int step = 0; step < StreamCase.Window; step++)
        {
            ReadOnlySpan<float> scores = stream.Push(Reading(step));
            onnx.Push(Reading(step));
            Compare(scores, onnx.Scores, Onnx, step);
        }
        readings.AsSpan(0, window.Features.Length).CopyTo(window.Features);
        engine.Predict(window, ref prediction);
        stream.Reset();
        for (int step = 0; step < StreamCase.Window - 1; step++)
            stream.Push(Reading(step));
        Compare(stream.Push(Reading(StreamCase.Window - 1)), prediction.Score, Anew, StreamCase.Window - 1);
        Contest.Run("Warm-up", All, 1);
    }

    public void Dispose()
    {
        engine.Dispose();
        onnx.Dispose();
    }

    // Of the processor: each peer works on this thread alone, and other programs may have the processor in between.
    private static TimeSpan? Time(Action work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        work();
        return Environment.CpuUsage.TotalTime - before;
    }

    private ReadOnlySpan<float> Reading(int step) => readings.AsSpan(step * StreamCase.Inputs, StreamCase.Inputs);

    private void PushAll()
    {
        stream.Reset();
        for (int step = 0; step < StreamSteps; step++)
            stream.Push(Reading(step));
    }

    private void RunOnnx()
    {
        onnx.Reset();
        for (int step = 0; step < OnnxSteps; step++)
            onnx.Push(Reading(step));
    }

    private void ScoreWindows()
    {
        for (int step = 0; step < AnewSteps; step++)
        {
            readings.AsSpan(step * StreamCase.Inputs, window.Features.Length).CopyTo(window.Features);
            engine.Predict(window, ref prediction);
        }
    }

    private static void Compare(ReadOnlySpan<float> expected, ReadOnlySpan<float> scores, string name, int step)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - scores[i]) <= Tolerance))
            {
                throw new InvalidOperationException($"The peer '{name}' gives class {i} a probability of {scores[i]} after step {step}, "
                    + $"where the stream gives {expected[i]}: they do not do the same work.");
            }
        }
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
