namespace RnnTrainer.Benchmarks;

/// <summary>What was measured on a shape.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Timings">Of all peers.</param>
/// <param name="PeakName">The peer that runs at the machine's peak, with all cores.</param>
internal sealed record TrainingResult(TrainingShape Shape, IReadOnlyList<Timing> Timings, string PeakName)
{
    /// <summary>The loop at its best number of threads.</summary>
    public Timing Torch => Timing.Best(Timings, TrainingPeers.TorchName);

    public Timing Peak => Timing.Best(Timings, PeakName);

    /// <summary>RnnTrainer with that many threads.</summary>
    public Timing Ours(int threads) =>
        Timings.Single(timing => timing.Peer.Name == TrainingPeers.OurName && timing.Peer.Setting == ThreadCounts.Show(threads));
}
