using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Peaks of multiply-adds as a table.</summary>
internal static class PeakTables
{
    /// <summary>The fastest width with that many threads.</summary>
    public static Timing Best(IEnumerable<Timing> peaks, int threads) =>
        peaks.Where(peak => peak.Peer.Setting == ThreadCounts.Show(threads)).MaxBy(peak => peak.Rate.Median)!;

    /// <summary>How much of the largest peak work reaches.</summary>
    /// <param name="flops">Floating-point operations of a unit of work.</param>
    /// <param name="work">How long a unit takes.</param>
    /// <param name="peak">The peak.</param>
    public static string Share(double flops, Timing work, Timing peak) =>
        Invariant($"{flops / work.PerUnit.Median / peak.Rate.Most:P0}");

    /// <summary>One row for each width and thread count.</summary>
    public static string All(string block, IEnumerable<Timing> peaks) => MarkdownTable.Block(block,
        ["vectors", "threads", "GFLOP/s"],
        peaks.Select(peak => (string[])[peak.Peer.Name, peak.Peer.Setting, peak.Rate.Scaled(1e-9).Show("0")]));
}
