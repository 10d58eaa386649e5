using System.CommandLine;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>The sample console's whole run beside the same job written with TorchSharp alone, a process each.</summary>
internal sealed class ConsoleCommand() : BenchmarkCommand(
    "console", "Time the sample console's whole run beside a TorchSharp program that does the same.", "One round.")
{
    private const string OurName = "RnnTrainer's sample console", TorchName = "TorchSharp program";
    private const int Rounds = 5, QuickRounds = 1;
    private const double Target = 5;

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        int rounds = quick ? QuickRounds : Rounds;
        string folder = Directory.CreateTempSubdirectory("rnn-console-").FullName;
        try
        {
            List<(Peer Peer, List<Phases> Phases)> programs =
            [
                Program(OurName, Invariant($"{ThreadCounts.Show(ThreadCounts.Most)}"), SampleConsole.Assembly, []),
                .. from threads in ThreadCounts.All
                   select Program(TorchName, ThreadCounts.Show(threads), ChildProcess.Self,
                       [TorchProgramCommand.Name, TorchProgramCommand.ThreadsOption, Invariant($"{threads}")]),
            ];
            IReadOnlyList<Timing> timings = Contest.Run("Whole run", [.. programs.Select(program => program.Peer)], rounds);
            Spread ratio = Timing.Best(timings, OurName).TimesFasterThan(Timing.Best(timings, TorchName));

            return (new ResultFile($"console.{Machine.ProcessorFileName}.md", $"The whole console run on {Machine.Processor}",
                Machine.Table("console-machine", quick ? "console --quick" : "console"),
                $"""
                Seconds from starting the process to its end; medians of {rounds} runs (smallest to largest) that take turns. Both read
                MNIST's gzipped files, train {TrainingJob.Tutorial.Steps:N0} steps, evaluate the 10,000 test digits nine times, save,
                load, and predict again. The sample also shows ML.NET's metrics, compares every prediction before saving and after
                loading, and every probability with TorchSharp's, which makes four more passes over the test digits where the TorchSharp
                program makes one.

                """,
                MarkdownTable.Block("console", ["", "with", "wall time, s", "times as fast as the TorchSharp program", "target", "met"],
                    timings.Select(timing => timing.Peer.Name == OurName
                        ? (string[])[timing.Peer.Name, timing.Peer.Setting, timing.Seconds.Show("0.0"), ratio.Show("0.0"),
                            Invariant($"{Target:0.0}"), ratio.Meets(Target)]
                        : [timing.Peer.Name, timing.Peer.Setting, timing.Seconds.Show("0.0"), "", "", ""])),
                "Where the time goes, as the programs say; medians. Starting and ending is what the clock outside saw beyond that.\n",
                MarkdownTable.Block("console-phases", ["", "with", "start and end, s", "read", "train", "evaluate", "save and load"],
                    timings.Zip(programs, (timing, program) => Row(timing, program.Phases)))), 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        (Peer, List<Phases>) Program(string name, string setting, string assembly, string[] arguments)
        {
            List<Phases> phases = [];
            return (new(name, setting, 1, () => phases.Add(Phases.Parse(ChildProcess.Run(assembly, arguments, folder)))), phases);
        }
    }

    private static string[] Row(Timing timing, List<Phases> phases)
    {
        Spread Of(Func<Phases, double> phase) => Spread.Of(phases.Select(phase));
        return
        [
            timing.Peer.Name, timing.Peer.Setting,
            .. new[] { timing.Seconds.Median - Of(run => run.Total).Median, Of(run => run.Read).Median, Of(run => run.Train).Median,
                Of(run => run.Evaluate).Median, Of(run => run.Save).Median }
                .Select(seconds => Invariant($"{seconds:0.0}")),
        ];
    }
}
