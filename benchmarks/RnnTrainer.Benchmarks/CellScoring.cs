using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>Transform beside the TorchSharp module, for one network.</summary>
internal static class CellScoring
{
    // Enough for probabilities that differ.
    private const int TrainingSteps = 200;

    private static readonly int[] BatchSizes = [64, 256, 1024, 10_000], SomeBatchSizes = [256, 1024];

    /// <summary>The networks that are scored with.</summary>
    public static IReadOnlyList<NetworkForm> Networks { get; } =
        [new(RnnCell.Lstm, 128), new(RnnCell.Gru, 128), CellCase.Stacks[1]];

    /// <summary>Trains the network for a moment, checks that both score alike, and times them.</summary>
    public static IReadOnlyList<Timing> Run(
        MLContext ml, NetworkForm network, IDataView train, Digits test, int rounds, bool quick)
    {
        RnnOptions options = network.ApplyTo(RnnOptions.Tutorial) with { Seed = 1, Steps = TrainingSteps };
        RnnTransformer trained = ml.MulticlassClassification.Trainers.Rnn(options).Fit(train);
        float[] scores = new float[test.Count * Digits.ClassCount];
        using MLNetPeer ours = new(ml, trained, test, scores);
        using TorchPeer torch = new(trained.ToTorchModule(), test.Pixels, scores);
        Peer[] peers =
        [
            new(ScoringPeers.OneCursor, "ML.NET's choice of threads", test.Count, ours.OneCursor),
            .. torch.AllRows(quick ? SomeBatchSizes : BatchSizes),
        ];
        Agreement.Check(peers, scores);
        return Contest.Run($"Scoring, {network.CellName} {network.HiddenSize}, {network.LayersName}", peers, rounds);
    }
}
