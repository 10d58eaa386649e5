using System.CommandLine;
using System.ComponentModel;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>What several processes that train together gain, measured with two, and reckoned for more.</summary>
internal sealed class RanksCommand : BenchmarkCommand
{
    private static readonly int[] Counts = [8, 64, 1000];

    private readonly Option<string> launcher = new("--mpirun")
    {
        Description = "The launcher of the MPI library.",
        HelpName = "program",
        DefaultValueFactory = _ => "mpirun",
    };

    public RanksCommand() : base(
        "ranks", "Time training by two processes over MPI beside one process, and sums of vectors beside MPI_Allreduce.", "Five pairs.") =>
        Add(launcher);

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        RanksRun run;
        string program = parsed.GetValue(launcher)!;
        try
        {
            run = RanksRun.FromJson(ChildProcess.RunProgram(program,
                ["-n", "2", "dotnet", ChildProcess.Self, RanksRunCommand.Name, .. quick ? new[] { RanksRunCommand.Quick } : []],
                environment: [("TERM", "dumb"), ("OMPI_ALLOW_RUN_AS_ROOT", "1"), ("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1")]));
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine($"'{program}' was not found. Install Open MPI or MPICH, or name its launcher with --mpirun.");
            return null;
        }

        (RanksShape Shape, RanksSteps Steps)[] shapes = [.. RanksShape.All.Zip(run.Steps)];
        bool isMet = shapes.All(one => one.Shape.Target is null || TimesAsFast(one.Steps).Median >= one.Shape.Target);
        return (new ResultFile($"ranks.{Machine.ProcessorFileName}.md", $"Ranks on {Machine.Processor}",
            Machine.Table("ranks-machine", quick ? "ranks --quick" : "ranks"),
            $"""
            ## Two ranks `Fit` on MNIST's first 6,000 training digits, hidden units / digits in a batch, one thread a process: steps of
            one process, and of two that share each batch ({run.Library}, through shared memory), by turns in one launch. The second
            sleeps while the first trains alone. Medians of {run.Steps[0].Alone.Count} pairs (smallest to largest); of the ratio, with
            the interval of the median at 95 %. Both gave the same bits.

            """,
            MarkdownTable.Block("ranks",
                ["network", "1 process, ms/step", "2 ranks, ms/step", "times as fast", "target", "met"],
                from one in shapes
                where one.Shape.Target is not null
                select Row(one.Shape, one.Steps)),
            """
            ## Sums of a vector
            Between the same two processes: RnnTrainer's pairs, which add along the tree, beside MPI's own sum, whose order of adding is the
            library's. Adding is that of two such vectors in one process.

            """,
            MarkdownTable.Block("ranks-reduction",
                ["vector", "RnnTrainer, µs", "MPI_Allreduce, µs", "times as fast", "adding, µs"], run.Reductions.Select(Row)),
            Invariant($"""
            ## Many ranks Not measured: the step that one process was measured with for its {RanksShape.RowsOfRank} rows, and a reckoned
            exchange after it. Of P ranks, 2ᵏ add up pair by pair, with k = ⌊log₂ P⌋ or less; where P is another number, the others send
            these what they have of a node first (u vectors at the busiest rank), and get the total from them last (d messages). With n
            bytes of gradient, latency a, bandwidth b and measured time s to add two gradients:

            - exchange = u (a + n/b + s) + pairs + d (a + n/b)
            - pairs = k (a + n/b + s) up to 64 KB, and 2k a + (1 - 2⁻ᵏ) (2 n/b + s) above
            - efficiency = step / (step + exchange)

            Assumed are {string.Join("; ", NetworkLink.All.Select(link => link.Assumption))}; that pairs of ranks do not slow each other
            down; and that no rank is slower than the measured one. A rank here has one thread: with more, its step is shorter, and so
            the efficiency lower, unless it gets more rows.

            """),
            MarkdownTable.Block("ranks-many",
                ["network", "ranks", "u, k, d", "gradient, KB", "step, ms",
                    .. NetworkLink.All.SelectMany(link => new[] { $"{link.Name}: exchange, ms", "efficiency" })],
                from one in shapes
                where one.Shape.BatchSize == RanksShape.RowsOfRank
                from count in Counts
                select Row(one.Shape, one.Steps, new ManyRanks(count, RanksShape.RowsOfRank), run.Reductions))), isMet ? 0 : 1);
    }

    private static PairedRatio TimesAsFast(RanksSteps steps) => new(steps.Alone.Zip(steps.Shared, (alone, shared) => alone / shared));

    private static string[] Row(RanksShape shape, RanksSteps steps)
    {
        PairedRatio ratio = TimesAsFast(steps);
        return
        [
            shape.Name, Spread.Of(steps.Alone).Scaled(1000).Show("0.000"), Spread.Of(steps.Shared).Scaled(1000).Show("0.000"),
            ratio.ToString(), Invariant($"{shape.Target:0.00}"), ratio.Median >= shape.Target ? "yes" : "no",
        ];
    }

    private static string[] Row(RanksReduction reduction) =>
    [
        reduction.Bytes < 1 << 20 ? $"{reduction.Bytes >> 10} KB" : $"{reduction.Bytes >> 20} MB",
        Spread.Of(reduction.Ours).Scaled(1e6).Show("0.0"), Spread.Of(reduction.Mpi).Scaled(1e6).Show("0.0"),
        new PairedRatio(reduction.Mpi.Zip(reduction.Ours, (theirs, ours) => theirs / ours)).ToString(),
        Spread.Of(reduction.Adding).Scaled(1e6).Show("0.0"),
    ];

    private static string[] Row(RanksShape shape, RanksSteps steps, ManyRanks ranks, IReadOnlyList<RanksReduction> reductions)
    {
        double step = Spread.Of(steps.Alone).Median, bytes = sizeof(float) * shape.Parameters;
        // The measured size that is nearest above it.
        RanksReduction like = reductions.First(one => one.Bytes >= bytes);
        double add = Spread.Of(like.Adding).Median * bytes / like.Bytes;
        return
        [
            shape.Name, Invariant($"{ranks.Count:#,0}"), $"{ranks.Up}, {ranks.Rounds}, {ranks.Down}", Invariant($"{bytes / 1000:0.0}"),
            Invariant($"{step * 1000:0.000}"),
            .. NetworkLink.All.Select(link => ranks.Seconds(bytes, add, link)).SelectMany(exchange => new[]
            {
                Invariant($"{exchange * 1000:0.000}"), Invariant($"{100 * step / (step + exchange):0} %"),
            }),
        ];
    }
}
