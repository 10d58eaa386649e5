using System.CommandLine;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Data larger than memory: training from disk under a limit on memory, beside training in memory.</summary>
internal sealed class SpillCommand : BenchmarkCommand
{
    private const long Gigabyte = 1_000_000_000, Limit = Gigabyte, Large = 4 * Gigabyte, QuickLarge = Gigabyte / 4;
    private const int Rounds = 2, PoolMegabytes = 512, QuickPoolMegabytes = 16, Factor = 4;
    private const double MostGrowth = 4.2;

    // Of a set that fits into memory; the rows per second that training from disk is compared with.
    private const int RowsInMemory = 60_000;

    // The whole epoch where a network is fast; of one that is slow enough for more than one pool.
    private static readonly (string Network, double Target, long? TrainedRows, int EpochsInMemory)[] Cases =
        [("SimpleRNN 50", 0.5, null, 8), ("LSTM 128", 0.9, 250_000, 2)];

    private readonly Option<DirectoryInfo?> folder = new("--folder")
    {
        Description = "Folder for rows on disk, which need 4 GB. [default: that for temporary files]",
        HelpName = "folder",
    };

    public SpillCommand() : base("spill",
        "Train on 4 GB from disk with 1 GB of memory; exit code 1 unless memory, speed and growth are as expected.",
        "A sixteenth of the data, one round, and no limit on memory.") => Add(folder);

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        RnnSpill spill = new()
        {
            Folder = parsed.GetValue(folder)?.FullName ?? Path.GetTempPath(),
            PoolMegabytes = quick ? QuickPoolMegabytes : PoolMegabytes,
        };
        long large = (quick ? QuickLarge : Large) / SpillRun.RowBytes, small = large / Factor;
        using MemoryLimit? limit = quick ? null : MemoryLimit.Create(Limit);
        List<string[]> rows = [];
        bool isMet = true;
        foreach ((string network, double target, long? trained, int epochs) in Cases)
        {
            List<SpillRun> memory = [], few = [], many = [];
            for (int round = 1; round <= (quick ? 1 : Rounds); round++)
            {
                memory.Add(Run(network, RowsInMemory, RowsInMemory * epochs, null, null));
                if (trained is null)
                    few.Add(Run(network, small, small, spill, limit));
                many.Add(Run(network, large, Math.Min(large, trained ?? large), spill, limit));
            }
            double inMemory = Median(memory, run => run.RowsPerSecond), onDisk = Median(many, run => run.RowsPerSecond);
            double share = onDisk / inMemory;
            long resident = many.Max(run => run.Resident);
            double? growth = trained is null ? Median(many, run => run.Seconds) / Median(few, run => run.Seconds) : null;
            isMet &= share >= target && resident <= Limit && growth is null or <= MostGrowth;
            rows.Add(
            [
                network, Invariant($"{inMemory:N0}"), Invariant($"{onDisk:N0}"), Invariant($"**{share:P0}**"),
                Invariant($"at least {target:P0}"),
                Invariant($"**{resident / 1e6:0}**"), Invariant($"at most {Limit / 1e6:0}"),
                growth is null ? "" : Invariant($"{Median(few, run => run.Seconds):0.0} / {Median(many, run => run.Seconds):0.0}"),
                growth is null ? "" : Invariant($"**{growth:0.0}**"), growth is null ? "" : Invariant($"at most {MostGrowth}"),
            ]);
        }
        if (!isMet)
            Console.Error.WriteLine("Not as expected.");
        return (new ResultFile($"spill.{Machine.ProcessorFileName}.md", "Data larger than memory",
            Machine.Table("spill-machine", quick ? "spill --quick" : "spill"),
            Invariant($"""
            Rows of 28 x 28 numbers, {large * SpillRun.RowBytes / 1e9:0.0} GB of them on disk (`RnnOptions.Spill`, pools of
            {spill.PoolMegabytes} MB in all),
            {(limit is null ? "without a limit on memory" : "in a control group with 1 GB of memory")}: one epoch with SimpleRNN 50,
            250,000 rows of one with LSTM 128. Rows a second are those of training, reading left out, beside those of {RowsInMemory:N0}
            rows in memory. Memory is the process's largest resident size. Times are those of all of `Fit`, on a quarter of the rows and
            on all.

            """),
            MarkdownTable.Block("spill",
                [
                    "network", "rows/s in memory", "rows/s from disk", "share", "target", "memory, MB", "target",
                    "Fit, s, a quarter / all", "times as long", "target",
                ], rows)), isMet ? 0 : 1);
    }

    private static SpillRun Run(string network, long rows, long trained, RnnSpill? spill, MemoryLimit? limit)
    {
        SpillRun run = SpillRun.InChild(network, rows, trained, spill, limit);
        Console.Error.WriteLine(Invariant($"{network}, {rows:N0} rows {(spill is null ? "in memory" : "on disk")}: {run.ToJson()}")
            + (limit is null ? "" : Invariant($", peak of the group {limit.Peak:N0}")));
        return run;
    }

    private static double Median(IEnumerable<SpillRun> runs, Func<SpillRun, double> figure) => Spread.Of(runs.Select(figure)).Median;
}
