using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>The ways to score the test digits with one trained network. Each leaves its probabilities in the same array.</summary>
internal sealed class ScoringPeers : IDisposable
{
    public const string OneCursor = "Transform, read by one cursor", CursorSet = "Transform, read by a cursor set",
        PredictionEngine = "PredictionEngine.Predict",
        Bare = "RnnTrainer's scorer without ML.NET", Onnx = "ONNX Runtime", Torch = "TorchSharp module";

    private static readonly int[] BatchSizes = [1, 64, 256, 1024, 10_000];

    private readonly float[] scores; // [count, classes]
    private readonly MLNetPeer network;
    private readonly BareScorer bare;
    private readonly TorchPeer torch;
    private readonly List<(int Threads, int BatchSize, OnnxPeer Peer)> onnx;

    public ScoringPeers(MLContext ml, RnnTransformer trained, Digits digits)
    {
        scores = new float[digits.Count * Digits.ClassCount];
        network = new(ml, trained, digits, scores);
        bare = new(trained.Model, digits.Pixels, scores);
        torch = new(trained.ToTorchModule(), digits.Pixels, scores);
        onnx = [.. from threads in ThreadCounts.All
                   from batchSize in BatchSizes
                   select (threads, batchSize, new OnnxPeer(trained, threads, batchSize, digits.Pixels, scores))];

        int rows = digits.Count;
        AllRows =
        [
            new(OneCursor, "ML.NET's choice of threads", rows, network.OneCursor),
            .. ThreadCounts.All.Select(threads => new Peer(CursorSet, ThreadCounts.Show(threads), rows, () => network.CursorSet(threads))),
            .. ThreadCounts.All.Select(threads => new Peer(Bare, ThreadCounts.Show(threads), rows, () => bare.AllRows(threads))),
            .. onnx.Select(one => new Peer(Onnx, ThreadCounts.Show(one.Threads, one.BatchSize), rows, one.Peer.Run)),
            .. torch.AllRows(BatchSizes),
        ];
        RowByRow =
        [
            new(PredictionEngine, ThreadCounts.Show(1), rows, network.Predict),
            new(Bare, ThreadCounts.Show(1), rows, bare.RowByRow),
            .. from one in onnx
               where one.BatchSize == 1
               select new Peer(Onnx, ThreadCounts.Show(one.Threads), rows, one.Peer.Run),
            .. ThreadCounts.All.Select(threads => new Peer(Torch, ThreadCounts.Show(threads), rows,
                () => torch.Run(1)) { TorchThreads = threads }),
        ];
    }

    /// <summary>All digits in one go.</summary>
    public IReadOnlyList<Peer> AllRows { get; }

    /// <summary>One digit after the other.</summary>
    public IReadOnlyList<Peer> RowByRow { get; }

    /// <summary>Runs every peer, which warms it up, and compares what they say.</summary>
    /// <exception cref="InvalidOperationException">Two peers disagree.</exception>
    public void CheckAgreement() => Agreement.Check([.. AllRows, .. RowByRow], scores);

    public void Dispose()
    {
        network.Dispose();
        torch.Dispose();
        foreach ((_, _, OnnxPeer peer) in onnx)
            peer.Dispose();
    }
}
