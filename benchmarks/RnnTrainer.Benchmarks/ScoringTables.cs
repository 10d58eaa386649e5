using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Scoring times as tables: one row for each peer.</summary>
internal static class ScoringTables
{
    public static string RowsPerSecond(string block, IEnumerable<Timing> timings, int rows) => Table(block, "rows/s", timings,
        timing => Invariant($"**{rows / timing.Median:N0}** ({rows / timing.Seconds.Max():N0} to {rows / timing.Seconds.Min():N0})"));

    public static string MicrosecondsPerRow(string block, IEnumerable<Timing> timings, int rows) => Table(block, "µs/row", timings,
        timing => Invariant($"**{timing.Median / rows * 1e6:0.0}** ({timing.Seconds.Min() / rows * 1e6:0.0} to {timing.Seconds.Max() / rows * 1e6:0.0})"));

    private static string Table(string block, string unit, IEnumerable<Timing> timings, Func<Timing, string> value) => MarkdownTable.Block(block,
        ["peer", "torch threads", unit],
        timings.Select(timing => (string[])[timing.Peer.Name, timing.Peer.ThreadsShown, value(timing)]));
}
