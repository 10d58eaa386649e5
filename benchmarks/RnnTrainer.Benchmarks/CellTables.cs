using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Times of cells as tables.</summary>
internal static class CellTables
{
    private const double VariantTarget = 3, TextsTarget = 4;
    private const string TorchSteps = TrainingPeers.TorchName, OurSteps = TrainingPeers.OurName;
    private const string TorchScoring = ScoringPeers.Torch, OurScoring = ScoringPeers.OneCursor;

    /// <summary>One row for each case: how many times as fast as the loop at its best number of threads.</summary>
    public static string Steps(string block, IEnumerable<(CellCase Case, IReadOnlyList<Timing> Timings)> results) =>
        MarkdownTable.Block(block,
            ["cell", "form", "sequences", "hidden / batch", $"{TorchSteps}, ms/step", "with",
                $"{OurSteps}, {ThreadCounts.Show(ThreadCounts.Most)}, ms/step", "times as fast", "of the largest peak"],
            from result in results
            let job = result.Case.Job
            let torch = Timing.Best(result.Timings, TorchSteps)
            let ours = Timing.Best(result.Timings, OurSteps)
            select (string[])
            [
                job.Network.CellName, job.Network.LayersName, result.Case.SequencesName, job.Shape, Milliseconds(torch),
                torch.Peer.Setting, Milliseconds(ours), ours.TimesFasterThan(torch).Show("0.0"), ShareOfPeak(result.Case, result.Timings),
            ]);

    /// <summary>One row for each case, named by what is asked and how the network is trained.</summary>
    public static string Variants(string block, IEnumerable<(CellCase Case, IReadOnlyList<Timing> Timings)> results) =>
        MarkdownTable.Block(block,
            ["cell", "hidden / batch", "answer, training", $"{TorchSteps}, ms/step", "with",
                $"{OurSteps}, {ThreadCounts.Show(ThreadCounts.Most)}, ms/step", "times as fast", "target", "met", "of the largest peak"],
            from result in results
            let job = result.Case.Job
            let torch = Timing.Best(result.Timings, TorchSteps)
            let ours = Timing.Best(result.Timings, OurSteps)
            let faster = ours.TimesFasterThan(torch)
            select (string[])
            [
                job.Network.CellName, job.Shape, result.Case.VariantName, Milliseconds(torch), torch.Peer.Setting, Milliseconds(ours),
                faster.Show("0.0"), Invariant($"{VariantTarget:0.0}"), faster.Meets(VariantTarget),
                ShareOfPeak(result.Case, result.Timings),
            ]);

    /// <summary>One row: how many times as fast as the loop at its best number of threads.</summary>
    public static string Texts(string block, string name, IReadOnlyList<Timing> timings)
    {
        Timing torch = Timing.Best(timings, TorchSteps), ours = Timing.Best(timings, OurSteps);
        Spread faster = ours.TimesFasterThan(torch);
        return MarkdownTable.Block(block,
            ["texts", $"{TorchSteps}, ms/step", "with", $"{OurSteps}, {ThreadCounts.Show(ThreadCounts.Most)}, ms/step", "times as fast",
                "target", "met"],
            [
                [
                    name, Milliseconds(torch), torch.Peer.Setting, Milliseconds(ours), faster.Show("0.0"), Invariant($"{TextsTarget:0.0}"),
                    faster.Meets(TextsTarget),
                ],
            ]);
    }

    /// <summary>One row for each network: how many times as fast as the module at its best.</summary>
    public static string Scoring(string block, IEnumerable<(NetworkForm Network, IReadOnlyList<Timing> Timings)> results) =>
        MarkdownTable.Block(block,
            ["cell", "form", "hidden", $"{TorchScoring}, rows/s", "at its best with", $"{OurScoring}, rows/s", "times as fast"],
            from result in results
            let torch = Timing.Best(result.Timings, TorchScoring)
            let ours = Timing.Best(result.Timings, OurScoring)
            select (string[])
            [
                result.Network.CellName, result.Network.LayersName, $"{result.Network.HiddenSize}", torch.Rate.Show("N0"),
                torch.Peer.Setting, ours.Rate.Show("N0"), ours.TimesFasterThan(torch).Show("0.0"),
            ]);

    // Sequences that were cut have fewer steps than the job's operations are counted for.
    private static string ShareOfPeak(CellCase one, IReadOnlyList<Timing> timings) => one.IsRagged ? "" : PeakTables.Share(
        one.Job.Flops, Timing.Best(timings, OurSteps), Timing.Best(timings, FmaPeak.Name(Machine.VectorBits)));

    private static string Milliseconds(Timing timing) => timing.PerUnit.Scaled(1000).Show("0.000");
}
