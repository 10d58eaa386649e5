using System.CommandLine;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>What ten times as many rows cost, in time and in memory.</summary>
internal sealed class GrowthCommand() : BenchmarkCommand(
    "growth", "Time Fit, and weigh its memory, on data and on ten times as many rows; exit code 1 unless both grow as expected.",
    "Two rounds.")
{
    private const int Rounds = 5, QuickRounds = 2, BytesOfARow = 32;
    private const double MostTime = 11, MostMemory = 1.15;

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        int rounds = quick ? QuickRounds : Rounds;
        bool isMet = true;
        List<string[]> rows = [];
        foreach (GrowthCase growth in GrowthCase.All)
        {
            int few = growth.Rows, many = growth.Rows * GrowthCase.Factor;
            List<GrowthRun> small = [], large = [];
            for (int round = 1; round <= rounds; round++)
            {
                small.Add(GrowthRun.InChild(growth, few));
                large.Add(GrowthRun.InChild(growth, many));
                Console.Error.WriteLine(Invariant(
                    $"{growth.Name}, round {round} of {rounds}: {few:N0} rows {small[^1].ToJson()}, {many:N0} {large[^1].ToJson()}"));
            }
            double time = Median(large, run => run.Seconds) / Median(small, run => run.Seconds);
            // What does not grow with rows falls out of the difference.
            double memory = (Median(large, run => run.Bytes) - Median(small, run => run.Bytes))
                / (growth.RawBytes(many) - growth.RawBytes(few) + (double)BytesOfARow * (many - few));
            isMet &= time <= MostTime && memory <= MostMemory;
            rows.Add(
            [
                growth.Name, Invariant($"{few:N0} / {many:N0}"), $"{Megabytes(growth.RawBytes(few))} / {Megabytes(growth.RawBytes(many))}",
                $"{Seconds(small)} / {Seconds(large)}", Invariant($"**{time:0.0}**"), Invariant($"at most {MostTime}"),
                YesOrNo(time <= MostTime),
                $"{Megabytes(Median(small, run => run.Bytes))} / {Megabytes(Median(large, run => run.Bytes))}",
                Invariant($"**{memory:0.00}**"),
                Invariant($"at most {MostMemory:0.00}"), YesOrNo(memory <= MostMemory),
            ]);
        }
        if (!isMet)
            Console.Error.WriteLine("Not as expected.");
        return (new ResultFile("growth.md", "Ten times as many rows",
            Machine.Table("growth-machine", quick ? "growth --quick" : "growth"),
            Invariant($"""
            `Fit`, one epoch of a network of 4 units, on data larger than the processor's cache and on ten times as many rows, which the
            view makes as they are read. Each fit runs in a process of its own that has fitted a few rows before; medians of {rounds},
            taking turns. Memory is the process's peak beyond what it had before; its growth is compared with that of the raw features
            and {BytesOfARow} bytes a row.

            """),
            MarkdownTable.Block("growth",
                [
                    "data", "rows", "raw features, MB", "Fit, s", "times as long", "target", "met", "memory, MB",
                    "growth / (raw + 32 B a row)", "target", "met",
                ], rows)), isMet ? 0 : 1);
    }

    private static double Median(IEnumerable<GrowthRun> runs, Func<GrowthRun, double> figure) => Spread.Of(runs.Select(figure)).Median;

    private static string Seconds(IEnumerable<GrowthRun> runs) => Spread.Of(runs.Select(run => run.Seconds)).Show("0.00");

    private static string Megabytes(double bytes) => Invariant($"{bytes / 1e6:0}");

    private static string YesOrNo(bool value) => value ? "yes" : "no";
}
