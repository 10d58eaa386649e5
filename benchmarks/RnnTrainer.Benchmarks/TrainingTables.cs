using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Training times as tables. The first peer's name is the baseline; of each name the fastest thread count counts.</summary>
internal static class TrainingTables
{
    /// <summary>One row for each job: each way at its best.</summary>
    public static string Best(string block, IReadOnlyList<(TrainingJob Job, IReadOnlyList<Timing> Timings)> results)
    {
        string[] names = [.. Names(results[0].Timings)];
        return MarkdownTable.Block(block,
            ["hidden / batch", "steps", .. names.Select(name => $"{name}, ms/step"), .. names.Skip(1).Select(name => $"{name} / {names[0]}")],
            results.Select(result =>
            {
                Timing[] best = [.. names.Select(name => BestOf(result.Timings, name))];
                return (string[])
                [
                    result.Job.Shape, Invariant($"{result.Job.Steps:N0}"),
                    .. best.Select(timing => Milliseconds(timing, result.Job)),
                    .. best.Skip(1).Select(timing => Share(timing.Against(best[0]))),
                ];
            }));
    }

    /// <summary>One row for each job, way and thread count.</summary>
    public static string All(string block, IReadOnlyList<(TrainingJob Job, IReadOnlyList<Timing> Timings)> results) => MarkdownTable.Block(block,
        ["hidden / batch", "peer", "torch threads", "ms/step"],
        from result in results
        from timing in result.Timings
        select (string[])[result.Job.Shape, timing.Peer.Name, timing.Peer.ThreadsShown, Milliseconds(timing, result.Job)]);

    private static IEnumerable<string> Names(IReadOnlyList<Timing> timings) => timings.Select(timing => timing.Peer.Name).Distinct();

    private static Timing BestOf(IReadOnlyList<Timing> timings, string name) =>
        timings.Where(timing => timing.Peer.Name == name).MinBy(timing => timing.Median)!;

    private static string Milliseconds(Timing timing, TrainingJob job)
    {
        double scale = 1000.0 / job.Steps;
        return Invariant($"**{timing.Median * scale:0.000}** ({timing.Seconds.Min() * scale:0.000} to {timing.Seconds.Max() * scale:0.000})");
    }

    private static string Share(Timing.Ratio ratio) =>
        Invariant($"**{ratio.OfMedians:0.00}** ({ratio.ByRound.Min():0.00} to {ratio.ByRound.Max():0.00})");
}
