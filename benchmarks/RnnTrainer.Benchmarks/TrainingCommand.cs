using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>How fast training is, beside TorchSharp used directly and beside what the machine can do.</summary>
internal sealed class TrainingCommand() : BenchmarkCommand(
    "training", "Time training steps and Fit beside a TorchSharp training loop and the machine's peak.",
    "One shape, fewer steps and three rounds.")
{
    private const int Rounds = 5, QuickRounds = 3;

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        MLContext ml = new(1);
        int rounds = quick ? QuickRounds : Rounds;
        Contest.Run("FMA warm-up", FmaPeak.Peers, 1);
        IReadOnlyList<Timing> peaks = Contest.Run("FMA peak", FmaPeak.Peers, rounds);
        Timing best = PeakTables.Best(peaks, ThreadCounts.Most);

        Console.Error.WriteLine("Reading MNIST.");
        using TrainingPeers peers = new(ml, Digits.Train(ml));
        List<TrainingResult> results = [];
        foreach (TrainingShape shape in quick ? [TrainingShape.All[0].Short] : TrainingShape.All)
        {
            Contest.Run($"Warm-up {shape.Job.Shape}", Contestants(shape.Short), 1);
            results.Add(new(shape, Contest.Run(shape.Job.Shape, Contestants(shape), rounds), best.Peer.Name));
        }

        return (new ResultFile($"training.{Machine.ProcessorFileName}.md", $"Training on {Machine.Processor}",
            Machine.Table("training-machine", quick ? "training --quick" : "training"),
            $"""
            Medians of {rounds} runs (smallest to largest); the peers take turns in one process, after a warm-up.

            ## Training steps
            MNIST in file order, hidden units / digits in a batch, Adam. RnnTrainer's time is that of the steps inside `Fit`, from the
            report after the first step to the one after the last. The TorchSharp loop (`nn.RNN`, `nn.Linear`, `CrossEntropyLoss`,
            autograd, `optim.Adam`, a `DisposeScope` a step) finds its data as one tensor. It stands here with its best number of
            threads. Ratios are those of the medians, in brackets round by round.

            """,
            TrainingTables.Steps("training", results),
            $"""
            The peak is that of FMA instructions in registers ({best.Peer.Setting}), run by turns with the shape's peers; a share is that
            of the largest peak seen. A step has
            3 x 2 x B x T x (I + H) x H floating-point operations (B batch, T and I 28, H hidden; the head, tanh and Adam are left out).

            """,
            TrainingTables.Peak("training-peak", results),
            "By number of threads:\n",
            TrainingTables.Threads("training-threads", results),
            $"""
            ## The whole of Fit
            From an in-memory view of 60,000 rows: reading, training, wrapping the result; {ThreadCounts.Show(ThreadCounts.Most)}. Only the
            tutorial's shape ({TrainingJob.Tutorial.Shape}) makes the tutorial's number of steps; reading weighs more on the shorter runs.

            """,
            TrainingTables.Fit("training-fit", results),
            "## Peak of this machine\nMultiply-adds in registers, 10⁹ floating-point operations a second.\n",
            PeakTables.All("peak", peaks)), 0);

        IReadOnlyList<Peer> Contestants(TrainingShape shape) =>
        [
            .. peers.Torch(shape.Job with { Steps = shape.TorchSteps }),
            .. peers.Ours(shape.Job),
            best.Peer,
        ];
    }
}
