using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Training times as tables.</summary>
internal static class TrainingTables
{
    // What Fit may take beside its steps, on the tutorial's job.
    private const double MostFit = 1.15;

    /// <summary>One row for each shape: how many times as fast as the loop, and the target.</summary>
    public static string Steps(string block, IEnumerable<TrainingResult> results) => MarkdownTable.Block(block,
        ["hidden / batch", $"{TrainingPeers.TorchName}, ms/step",
            .. ThreadCounts.All.Select(threads => $"{TrainingPeers.OurName}, {ThreadCounts.Show(threads)}, ms/step"),
            "times as fast", "target", "met"],
        results.Select(result =>
        {
            Spread ratio = result.Ours(ThreadCounts.Most).TimesFasterThan(result.Torch);
            return (string[])
            [
                result.Shape.Job.Shape, Milliseconds(result.Torch),
                .. ThreadCounts.All.Select(threads => Milliseconds(result.Ours(threads))),
                ratio.Show("0.0"), Invariant($"{result.Shape.Target:0.0}"), ratio.Meets(result.Shape.Target),
            ];
        }));

    /// <summary>One row for each shape: how near to the machine's peak.</summary>
    public static string Peak(string block, IEnumerable<TrainingResult> results) => MarkdownTable.Block(block,
        ["hidden / batch", "MFLOP in a step", "reached, GFLOP/s", "peak, GFLOP/s", "of the largest peak"],
        results.Select(result =>
        {
            double flops = result.Shape.Job.Flops;
            Timing ours = result.Ours(ThreadCounts.Most);
            return (string[])
            [
                result.Shape.Job.Shape, Invariant($"{flops / 1e6:0.0}"), ours.Rate.Scaled(flops / 1e9).Show("0"),
                result.Peak.Rate.Scaled(1e-9).Show("0"), $"**{PeakTables.Share(flops, ours, result.Peak)}**",
            ];
        }));

    /// <summary>One row for each shape and thread count of the loop.</summary>
    public static string Threads(string block, IEnumerable<TrainingResult> results) => MarkdownTable.Block(block,
        ["hidden / batch", "peer", "threads", "ms/step"],
        from result in results
        from timing in result.Timings
        where timing.Peer.Name != result.PeakName
        select (string[])[result.Shape.Job.Shape, timing.Peer.Name, timing.Peer.Setting, Milliseconds(timing)]);

    /// <summary>One row for each shape: what Fit takes beside its steps.</summary>
    public static string Fit(string block, IEnumerable<TrainingResult> results) => MarkdownTable.Block(block,
        ["hidden / batch", "steps", "whole Fit, s", "its steps, s", "Fit / steps", "target", "met"],
        results.Select(result =>
        {
            Timing ours = result.Ours(ThreadCounts.Most);
            bool isJudged = result.Shape.Job == TrainingJob.Tutorial;
            return (string[])
            [
                result.Shape.Job.Shape, Invariant($"{result.Shape.Job.Steps:N0}"), ours.WholeSeconds.Show("0.00"),
                ours.Seconds.Show("0.00"),
                ours.WholeByPart.Show("0.00"), isJudged ? Invariant($"at most {MostFit:0.00}") : "",
                isJudged ? ours.WholeByPart.Median <= MostFit ? "yes" : "no" : "",
            ];
        }));

    private static string Milliseconds(Timing timing) => timing.PerUnit.Scaled(1000).Show("0.000");
}
