using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>The sample console of this checkout beside that of another, a process each: whether a change made it slower.</summary>
internal sealed class BuildsCommand : Command
{
    private const int DefaultPairs = 30;
    private const string WholeRun = "the console's whole run", TimeColumn = "training-seconds";

    // What is trained, as the console's sweep says it, and the columns that tell the rows of one sweep apart.
    private static readonly string[][] Sweeps =
    [
        ["--cell", "rnn", "--hidden-size", "50,128,256", "--batch-size", "50,128", "--steps", "200"],
        ["--cell", "lstm,gru", "--hidden-size", "50,128", "--batch-size", "50", "--steps", "100"],
        ["--preset", "accurate", "--hidden-size", "128", "--batch-size", "50,64", "--steps", "20"],
    ];

    private const string ConsoleJob = "console", TrainingJobs = "training";

    private static readonly string[] Settings = ["cell", "layers", "hidden-size", "batch-size"];

    private readonly Argument<DirectoryInfo> other = new("checkout")
    {
        Description = "The other checkout, its console built with -c Release.",
    };

    private readonly Option<int> pairs = new("--pairs")
    {
        Description = "Times that each build runs.",
        HelpName = "count",
        DefaultValueFactory = _ => DefaultPairs,
    };

    private readonly Option<string[]> jobs = new("--jobs")
    {
        Description = "What is timed.",
        DefaultValueFactory = _ => [ConsoleJob, TrainingJobs],
        AllowMultipleArgumentsPerToken = true,
    };

    public BuildsCommand() : base("builds",
        "Time the console of this checkout beside that of another: its whole run, and training of several networks. They take turns.")
    {
        other.AcceptExistingOnly();
        Add(other);
        jobs.AcceptOnlyFromAmong(ConsoleJob, TrainingJobs);
        Add(pairs);
        Add(jobs);
        pairs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--pairs must be at least 1.");
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string before = Path.Combine(parsed.GetValue(other)!.FullName, Path.GetRelativePath(Repository.PathOf(), SampleConsole.Assembly));
        if (!File.Exists(before))
        {
            Console.Error.WriteLine($"There is no '{before}'. Build it: dotnet build -c Release src/Samples.");
            return 1;
        }
        string[] builds = [before, SampleConsole.Assembly];
        Dictionary<string, List<double>>[] seconds = [[], []];
        int count = parsed.GetValue(pairs);
        for (int pair = -1; pair < count; pair++) // what comes first fills the caches
        {
            for (int turn = 0; turn < builds.Length; turn++)
            {
                int build = pair % 2 == 0 ? turn : 1 - turn;
                foreach ((string job, double time) in Measure(builds[build], parsed.GetValue(jobs)!))
                {
                    if (pair < 0)
                        seconds[build][job] = [];
                    else
                        seconds[build][job].Add(time);
                }
            }
            Console.Error.WriteLine(pair < 0 ? "Warmed up." : Invariant($"Pair {pair + 1} of {count}."));
        }
        Console.Write(MarkdownTable.Block("builds", ["", "the other, s", "this, s", "this / the other (95 % interval)"],
            from job in seconds[0].Keys
            let ratio = new PairedRatio(seconds[0][job].Zip(seconds[1][job], (there, here) => here / there))
            select (string[])[job, Spread.Of(seconds[0][job]).Show("0.000"), Spread.Of(seconds[1][job]).Show("0.000"), $"{ratio}"]));
        return 0;
    }

    private static IEnumerable<(string Job, double Seconds)> Measure(string console, string[] jobs)
    {
        string folder = Directory.CreateTempSubdirectory("rnn-builds-").FullName;
        try
        {
            List<(string, double)> measured = [];
            if (jobs.Contains(ConsoleJob))
            {
                long start = Stopwatch.GetTimestamp();
                ChildProcess.Run(console, [], folder);
                measured.Add((WholeRun, Stopwatch.GetElapsedTime(start).TotalSeconds));
            }
            foreach (string[] sweep in jobs.Contains(TrainingJobs) ? Sweeps : [])
            {
                string csv = Path.Combine(folder, "sweep.csv");
                ChildProcess.Run(console, ["sweep", .. sweep, "--csv", csv], folder);
                measured.AddRange(Rows(csv));
                File.Delete(csv);
                File.Delete(Path.ChangeExtension(csv, ".jsonl")); // else the next sweep would make none of its runs again
            }
            return measured;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Job, double Seconds)> Rows(string csv)
    {
        string[][] rows = [.. File.ReadLines(csv).Select(line => line.Split(','))];
        return from row in rows.Skip(1)
               select ($"training: {string.Join(", ", Settings.Select(name => $"{name} {Cell(row, name)}"))}",
                   double.Parse(Cell(row, TimeColumn), CultureInfo.InvariantCulture));

        string Cell(string[] row, string column) => row[rows[0].IndexOf(column)];
    }
}
