using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Scoring times as tables.</summary>
internal static class ScoringTables
{
    private static readonly string[] Others = [ScoringPeers.Onnx, ScoringPeers.Torch];

    /// <summary>One row for each name, the fastest setting of each; and how many times as fast as the others.</summary>
    /// <param name="block">Name of the block.</param>
    /// <param name="timings">All peers.</param>
    /// <param name="show">The figure of a peer: a title, and how it is shown.</param>
    public static string Best(string block, IReadOnlyList<Timing> timings, (string Title, Func<Timing, string> Text) show)
    {
        Timing[] best = [.. timings.Select(timing => timing.Peer.Name).Distinct().Select(name => Timing.Best(timings, name))];
        return MarkdownTable.Block(block,
            ["", "at its best with", show.Title, .. Others.Select(name => $"times as fast as {name}")],
            best.Select(timing => (string[])
            [
                timing.Peer.Name, timing.Peer.Setting, show.Text(timing),
                .. Others.Select(name => name == timing.Peer.Name ? "" : timing.TimesFasterThan(Timing.Best(timings, name)).Show("0.0")),
            ]));
    }

    /// <summary>The fastest of some peers against a target for each of the others.</summary>
    public static IEnumerable<string[]> Targets(string what, IReadOnlyList<Timing> timings, string[] names, double onnxTarget,
        double torchTarget)
    {
        Timing ours = names.Select(name => Timing.Best(timings, name)).MinBy(timing => timing.PerUnit.Median)!;
        return Others.Zip([onnxTarget, torchTarget], (name, target) =>
        {
            Spread ratio = ours.TimesFasterThan(Timing.Best(timings, name));
            return (string[])[$"{what}: {ours.Peer.Name}", $"{name}, {Timing.Best(timings, name).Peer.Setting}", ratio.Show("0.0"),
                Invariant($"{target:0.0}"), ratio.Meets(target)];
        });
    }

    /// <summary>One row for each peer and setting.</summary>
    public static string All(string block, IEnumerable<Timing> timings, (string Title, Func<Timing, string> Text) show) =>
        MarkdownTable.Block(block,
        ["", "with", show.Title],
        timings.Select(timing => (string[])[timing.Peer.Name, timing.Peer.Setting, show.Text(timing)]));
}
