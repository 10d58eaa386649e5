using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>A preset on every set of a folder, as it is: nothing is chosen for a set.</summary>
internal sealed class UcrCommand : DataFolderCommand
{
    private const int DefaultSeeds = 5, QuickSeeds = 1;
    private const double MostSeconds = 15;
    private const string Defaults = "Defaults";

    // What the preset must reach, of the sets at hand.
    private static readonly Dictionary<string, double> Targets =
        new() { ["ACSF1"] = 0.68, ["ItalyPowerDemand"] = 0.96, ["OSULeaf"] = 0.78 };

    private static readonly Dictionary<string, RnnOptions> Presets = typeof(RnnOptions)
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(RnnOptions))
        .ToDictionary(property => property.Name, property => (RnnOptions)property.GetValue(null)!);

    private readonly Option<string> preset = new("--preset")
    {
        Description = $"The options to train with. [default: {nameof(RnnOptions.Sensor)}]",
        DefaultValueFactory = _ => nameof(RnnOptions.Sensor),
    };

    private readonly Option<int> seeds = new("--seeds")
    {
        Description = $"How many fits of each set. [default: {DefaultSeeds}]",
        HelpName = "count",
        DefaultValueFactory = _ => DefaultSeeds,
    };

    private readonly Option<FileInfo?> published = new("--published")
    {
        Description = "CSV file of published figures: set,method,accuracy,source. "
            + "[default: benchmarks/published/ucr.csv of the repository]",
        HelpName = "file",
    };

    public UcrCommand() : base(
        "ucr",
        "Train with a preset on every pair of .ts files (X_TRAIN.ts, X_TEST.ts) of a folder, several seeds, and show accuracy and time "
        + "beside published figures; exit code 1 unless they are as expected.",
        "One seed.",
        "ts", "the UCR or UEA archive (timeseriesclassification.com)",
        $"*{UcrSet.TrainEnd}")
    {
        Presets[Defaults] = new RnnOptions();
        preset.AcceptOnlyFromAmong([.. Presets.Keys]);
        Add(preset);
        Add(seeds);
        Add(published);
    }

    protected override (ResultFile Results, int ExitCode) Measure(ParseResult parsed, string folder, bool quick)
    {
        string name = parsed.GetValue(preset)!;
        int count = quick ? QuickSeeds : parsed.GetValue(seeds);
        PublishedFigures figures = new(parsed.GetValue(published)?.FullName ?? Repository.PathOf("benchmarks", "published", "ucr.csv"));
        IReadOnlyList<UcrSet> sets = UcrSet.In(new MLContext(), folder);
        UcrRun[] runs = [.. from set in sets from seed in Enumerable.Range(1, count) select UcrRun.Of(set, Presets[name], seed)];

        bool isJudged = name == nameof(RnnOptions.Sensor);
        bool isMet = !isJudged
            || runs.GroupBy(run => run.Set).All(of => !Targets.ContainsKey(of.Key.Name) || IsAccurate(of) && IsFast(of));
        if (!isMet)
            Console.Error.WriteLine("Not as expected.");
        string arguments = $"ucr --preset {name} --seeds {count.ToString(CultureInfo.InvariantCulture)}";
        return (new ResultFile(isJudged ? "ucr.md" : $"ucr.{name.ToLowerInvariant()}.md", "Sets of the UCR and UEA archives",
            Machine.Table("ucr-machine" + (isJudged ? "" : $"-{name}"), arguments),
            Invariant($"""
            Trained with {(name == Defaults ? "`new RnnOptions()`" : $"`RnnOptions.{name}`")} on the set's training part, tested on its test
            part; {count} seeds. Nothing was chosen by test rows. Published figures are those of `benchmarks/published/ucr.csv`. Of
            a fit stand wall time and the processor time of all threads: the first is longer where other programs use the machine.

            """),
            MarkdownTable.Block("ucr" + (isJudged ? "" : $"-{name}"),
                [
                    "set", "rows: train / test", "steps", "channels", "classes", "accuracy, mean (least to most)", "deviation", "published",
                    .. isJudged ? (string[])["target", "met"] : [], "Fit, s", Invariant($"each within {MostSeconds} s"), "of processors, s",
                ],
                from of in runs.GroupBy(run => run.Set)
                select (string[])
                [
                    of.Key.Name, .. of.Key.Size(), Mean(of).Show("0.0000"), Deviation(of), figures.For(of.Key.Name),
                    .. isJudged ? (string[])[Target(of.Key.Name), Targets.ContainsKey(of.Key.Name) ? YesOrNo(IsAccurate(of)) : ""] : [],
                    Spread.Of(of.Select(run => run.Seconds)).Show("0.0"), YesOrNo(IsFast(of)),
                    Spread.Of(of.Select(run => run.ProcessorSeconds)).Show("0.0"),
                ])), isMet ? 0 : 1);
    }

    private static bool IsAccurate(IGrouping<UcrSet, UcrRun> runs) => runs.Average(run => run.Accuracy) >= Targets[runs.Key.Name];

    private static bool IsFast(IGrouping<UcrSet, UcrRun> runs) => runs.All(run => run.Seconds <= MostSeconds);

    private static string Target(string set) => Targets.TryGetValue(set, out double target) ? Invariant($"{target:0.00}") : "";

    private static string YesOrNo(bool value) => value ? "yes" : "no";

    private static Spread Mean(IEnumerable<UcrRun> runs) =>
        new(runs.Average(run => run.Accuracy), runs.Min(run => run.Accuracy), runs.Max(run => run.Accuracy));

    // Of a sample; nothing where there is one run only.
    private static string Deviation(IGrouping<UcrSet, UcrRun> runs)
    {
        double mean = runs.Average(run => run.Accuracy);
        int others = runs.Count() - 1;
        return others == 0 ? "" : Invariant($"{Math.Sqrt(runs.Sum(run => (run.Accuracy - mean) * (run.Accuracy - mean)) / others):0.0000}");
    }
}
