namespace RnnTrainer.Benchmarks;

/// <summary>Peaks of multiply-adds as a table.</summary>
internal static class PeakTables
{
    /// <summary>The fastest width with that many threads.</summary>
    public static Timing Best(IEnumerable<Timing> peaks, int threads) =>
        peaks.Where(peak => peak.Peer.Setting == ThreadCounts.Show(threads)).MaxBy(peak => peak.Rate.Median)!;

    /// <summary>One row for each width and thread count.</summary>
    public static string All(string block, IEnumerable<Timing> peaks) => MarkdownTable.Block(block,
        ["vectors", "threads", "GFLOP/s"],
        peaks.Select(peak => (string[])[peak.Peer.Name, peak.Peer.Setting, peak.Rate.Scaled(1e-9).Show("0")]));
}
