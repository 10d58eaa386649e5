using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Benchmarks;

/// <summary>The ways to score the test digits with one trained network. Each leaves its probabilities in the same array.</summary>
internal sealed class ScoringPeers : IDisposable
{
    private const int TorchBatch = 256;

    // Both compute in single precision, and round in different orders.
    private const float Tolerance = 1e-5f;

    private readonly RnnTransformer network;
    private readonly Digits digits;
    private readonly PredictionEngine<DigitInput, DigitOutput> engine;
    private readonly DigitInput[] inputs;
    private readonly nn.Module<Tensor, Tensor> module;
    private readonly Tensor images; // [count, time steps, input]
    private readonly float[] scores; // [count, classes]

    public ScoringPeers(MLContext ml, RnnTransformer network, Digits digits)
    {
        this.network = network;
        this.digits = digits;
        engine = ml.Model.CreatePredictionEngine<DigitInput, DigitOutput>(network);
        inputs = [.. digits.Pixels.Chunk(Digits.TimeSteps * Digits.InputSize).Select(pixels => new DigitInput { Features = pixels })];
        module = network.ToTorchModule();
        images = tensor(digits.Pixels, [digits.Count, Digits.TimeSteps, Digits.InputSize]);
        scores = new float[digits.Count * Digits.ClassCount];
    }

    /// <summary>All digits in one go.</summary>
    public IReadOnlyList<Peer> AllRows =>
    [
        new("RnnTransformer.Transform, read by one cursor", TorchThreads: null, Transform),
        .. from threads in new[] { 1, Environment.ProcessorCount }.Distinct()
           select new Peer($"TorchSharp module, batches of {TorchBatch}", threads, () => TorchBatches(TorchBatch)),
    ];

    /// <summary>One digit after the other, as a service gets them.</summary>
    public IReadOnlyList<Peer> RowByRow =>
    [
        new("PredictionEngine.Predict", TorchThreads: null, Predict),
        new("TorchSharp module, batches of 1", 1, () => TorchBatches(1)),
    ];

    /// <summary>Runs every peer once, which warms it up, and compares what they say.</summary>
    /// <exception cref="InvalidOperationException">Two peers disagree.</exception>
    public void CheckAgreement()
    {
        Transform();
        float[] expected = [.. scores];
        foreach (Peer peer in AllRows.Concat(RowByRow))
        {
            Array.Clear(scores);
            peer.Run();
            for (int i = 0; i < scores.Length; i++)
            {
                if (!(Math.Abs(scores[i] - expected[i]) <= Tolerance))
                {
                    throw new InvalidOperationException(
                        $"The peer '{peer.Name}' gives test digit {i / Digits.ClassCount} a probability of {scores[i]} for class {i % Digits.ClassCount}, where Transform gives {expected[i]}: they do not do the same work.");
                }
            }
        }
    }

    public void Dispose()
    {
        engine.Dispose();
        module.Dispose();
        images.Dispose();
    }

    private void Transform()
    {
        IDataView scored = network.Transform(digits.View);
        DataViewSchema.Column column = scored.Schema["Score"];
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getScore = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> score = default;
        for (int row = 0; cursor.MoveNext(); row++)
        {
            getScore(ref score);
            score.GetValues().CopyTo(ScoresFrom(row));
        }
    }

    private void Predict()
    {
        DigitOutput output = new();
        for (int row = 0; row < inputs.Length; row++)
        {
            engine.Predict(inputs[row], ref output);
            output.Score.CopyTo(ScoresFrom(row));
        }
    }

    private void TorchBatches(int batchSize)
    {
        using IDisposable inference = inference_mode();
        for (int row = 0; row < digits.Count; row += batchSize)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = module.call(images.narrow(0, row, Math.Min(batchSize, digits.Count - row)));
            logits.softmax(1).data<float>().CopyTo(ScoresFrom(row)); // [batch, classes]
        }
    }

    private Span<float> ScoresFrom(int row) => scores.AsSpan(row * Digits.ClassCount);

    private sealed class DigitInput
    {
        [VectorType(Digits.TimeSteps, Digits.InputSize)]
        public float[] Features { get; set; } = [];
    }

    private sealed class DigitOutput
    {
        public float[] Score { get; set; } = [];
    }
}
