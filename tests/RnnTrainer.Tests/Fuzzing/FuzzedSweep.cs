extern alias samples;
using System.Text;
using samples::RnnTrainer.Samples;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>The CSV files of sweeps.</summary>
internal sealed class FuzzedSweep : FuzzedFormat
{
    private readonly TemporaryFolder folder = new();

    public override string Name => "sweep.csv";

    public override IReadOnlyList<byte[]> Originals { get; } =
        [Csv(Run(RnnOptions.Tutorial)), Csv(Run(RnnOptions.Lstm), Failed, Shorter)];

    public override bool IsChecksummed => false;

    private static SweepResult Failed =>
        Run(RnnOptions.Accurate) with { Metrics = new OrderedDictionary<string, double>(), Failure = "Training diverged, \"of course\"." };

    private static SweepResult Shorter => Run(RnnOptions.Gru) with { Share = 1.0 / 3 };

    // One cell of one line; none of the originals has a comma in an undamaged cell but the last.
    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        string[] lines = Encoding.UTF8.GetString(original).Split('\n');
        int line = mutator.Random.Next(lines.Length - 1);
        string[] cells = lines[line].Split(',');
        byte[][] others = [.. cells.Select(Encoding.UTF8.GetBytes)];
        int cell = mutator.Random.Next(cells.Length);
        string text = cells[cell] == "" ? "7" : cells[cell];
        byte[] mutated = mutator.Mutate(Encoding.UTF8.GetBytes(text), others);
        byte[] Before(IEnumerable<string> parts, string end) => Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => part + end)));
        return
        [
            .. Before(lines.Take(line), "\n"), .. Before(cells.Take(cell), ","), .. mutated,
            .. Encoding.UTF8.GetBytes(string.Concat(cells.Skip(cell + 1).Select(after => $",{after}")) + "\n"),
            .. Encoding.UTF8.GetBytes(string.Join('\n', lines.Skip(line + 1))),
        ];
    }

    public override byte[] Read(byte[] input, out byte[] saved) =>
        saved = Csv([.. SweepResults.Load(new FileInfo(folder.Write("sweep.csv", input)))]);

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException or IOException;

    public override void Dispose()
    {
        folder.Dispose();
        base.Dispose();
    }

    // A damaged name may have made another metric of one.
    private static byte[] Csv(params SweepResult[] runs)
    {
        string[] metrics = [.. runs.SelectMany(run => run.Metrics.Keys).Distinct()];
        SweepColumns columns = metrics is [] ? SweepColumns.Written : new(metrics);
        return SweepResults.Csv(runs, columns);
    }

    /// <summary>A run with these options.</summary>
    public static SweepResult Run(RnnOptions options) => new()
    {
        Data = "MNIST",
        TrainingRows = 60000,
        Settings = TrainingSettings.All.ToDictionary(setting => setting.Name, setting => setting.Show(options)),
        Parameters = 2458,
        StepsDone = 1200,
        TrainingSeconds = 1.5,
        RowsPerSecond = 80000,
        Metrics = new OrderedDictionary<string, double> { ["validation-loss"] = 0.25, ["validation-accuracy"] = 0.9325 },
    };
}
