using System.CommandLine;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>What training costs on a machine with narrower vectors: the same machine, with the wider ones switched off.</summary>
internal sealed class LevelsCommand() : BenchmarkCommand(
    "levels", "Time training steps with narrower vector instructions.", "Fewer steps and two rounds.")
{
    private const int Rounds = 5, QuickRounds = 2;

    // AVX2 against AVX-512, on a machine whose 512-bit units do no more in a cycle than its 256-bit ones.
    private const int JudgedBits = 256;
    private const double MostTime = 1.4;

    private static readonly (int Bits, (string Name, string Value)[] Environment)[] Levels =
    [
        (512, []),
        (256, [("DOTNET_EnableAVX512", "0")]),
        (128, [("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX2", "0")]),
    ];

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        int rounds = quick ? QuickRounds : Rounds;
        string[] arguments = quick ? [LevelRunCommand.Name, LevelRunCommand.Quick] : [LevelRunCommand.Name];
        var levels = Levels.Where(level => level.Bits <= Machine.VectorBits)
            .Select(level => (level.Bits, level.Environment, Runs: new List<LevelRun>())).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            foreach ((int bits, (string, string)[] environment, List<LevelRun> runs) in round % 2 == 0 ? levels : levels.Reverse())
            {
                LevelRun run = LevelRun.InChild(arguments, environment);
                if (run.VectorBits != bits)
                    throw new InvalidOperationException($"The process meant for vectors of {bits} bits had {run.VectorBits}: a switch "
                        + "of the runtime has no effect.");
                runs.Add(run);
                Console.Error.WriteLine(Invariant($"Round {round + 1} of {rounds}, {bits} bits: {run.ToJson()}"));
            }
        }

        List<LevelRun> widest = levels[0].Runs;
        return (new ResultFile($"levels.{Machine.ProcessorFileName}.md", $"Vector widths on {Machine.Processor}",
            Machine.Table("levels-machine", quick ? "levels --quick" : "levels"),
            Invariant($"""
            RnnTrainer's training steps as on machines with narrower vectors: `DOTNET_EnableAVX512=0`, and with it
            `DOTNET_EnableAVX2=0`. Medians of {rounds} processes (smallest to largest) that take turns. Times and peaks are compared
            with all cores. The target was set on a processor whose {JudgedBits}-bit vectors multiply and add as fast as its 512-bit
            ones; the peaks say what this one's do.

            """),
            MarkdownTable.Block("levels",
                ["hidden / batch", "vectors", .. ThreadCounts.All.Select(threads => $"{ThreadCounts.Show(threads)}, ms/step"),
                    "time against the widest", "target", "met", "peak against the widest", "peak, GFLOP/s", "of the largest peak"],
                from shape in TrainingShape.Some
                from level in levels
                select Row(shape.Job, level.Bits, level.Runs, widest))), 0);
    }

    private static string[] Row(TrainingJob job, int bits, List<LevelRun> runs, List<LevelRun> widest)
    {
        bool isJudged = bits == JudgedBits && widest != runs;
        Spread ratio = Spread.Of(runs.Zip(widest, (mine, best) => mine.StepSeconds[job.Shape][^1] / best.StepSeconds[job.Shape][^1]));
        Spread peak = Spread.Of(runs.Select(run => run.Peak));
        Spread share = Spread.Of(runs.Select(run => job.Flops / run.StepSeconds[job.Shape][^1] / peak.Most));
        return
        [
            job.Shape, $"{bits} bit",
            .. ThreadCounts.All.Select((_, i) => Spread.Of(runs.Select(run => run.StepSeconds[job.Shape][i])).Scaled(1000).Show("0.000")),
            ratio.Show("0.00"), isJudged ? Invariant($"at most {MostTime:0.00}") : "",
            isJudged ? ratio.Median <= MostTime ? "yes" : "no" : "",
            Invariant($"{peak.Median / Spread.Of(widest.Select(run => run.Peak)).Median:0.00}"),
            peak.Scaled(1e-9).Show("0"), share.Show("P0"),
        ];
    }
}
