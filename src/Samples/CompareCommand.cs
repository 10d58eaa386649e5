using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>The same digits through recurrent networks and through ML.NET's own trainers: how right, how fast, how large.</summary>
internal sealed class CompareCommand : SampleCommand
{
    private readonly DataChoice data = new();
    private readonly Option<int?> rows = Numbers.Count(
        "--rows", "Number of training digits, evenly spaced over all. "
        + "[default: 5000, which takes a minute or two on two processors]");

    private readonly Option<int?> epochs = Numbers.Count(
        "--epochs", "Epochs to train the networks for; the other trainers stop where ML.NET's defaults stop them. [default: 10]");

    private readonly Option<int?> seed = Numbers.Count("--seed", "Random seed. [default: 1]");
    private readonly Option<ComparedTrainer[]> only = new("--only")
    {
        Description = "The trainers to compare, separated by commas: "
            + $"{string.Join(", ", ComparedTrainer.All.Select(known => known.Name))}. [default: all]",
        HelpName = "name,...",
        CustomParser = ParseTrainers,
    };
    private readonly Option<FileInfo?> csv = new("--csv") { Description = "Where to write the table as CSV.", HelpName = "file" };
    private readonly Option<bool> json = new("--json")
    {
        Description = "Print JSON instead of a table; progress goes to standard error.",
    };

    public CompareCommand() : base(
        "compare",
        "Compare recurrent networks with ML.NET's own trainers on the same digits: accuracy, log-loss, times and sizes.",
        ("compare", "all trainers on 5,000 digits"),
        ("compare --only rnn,sdca,lbfgs --rows 60000", "three of them on all digits"),
        ("compare --epochs 3 --json > compare.json", "for another program"))
    {
        only.CompletionSources.Add([.. ComparedTrainer.All.Select(known => known.Name)]);
        foreach (Option option in (Option[])[.. data.All, rows, epochs, seed, only, csv, json])
            Add(option);
        SetWork(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        bool isJson = parsed.GetValue(json);
        Screen screen = new(isQuiet: isJson);
        OutputFile? file = parsed.GetValue(csv) is { } given
            ? OutputFile.Plan(given, "comparison", ComparisonReport.CsvStart, "a comparison") : null;
        IReadOnlyList<ComparedTrainer> trainers = parsed.GetValue(only) is { Length: > 0 } chosen ? chosen : ComparedTrainer.All;

        MLContext ml = new(parsed.GetValue(seed) ?? 1);
        DigitData digits = data.Open(ml, parsed);
        ComparedData same = screen.Waiting("reading", () => ComparedData.Read(ml, digits, parsed.GetValue(rows) ?? 5_000), cancellation);
        ComparedBudget budget = new(
            same.TrainingRows, same.AllRows, same.TestRows, parsed.GetValue(epochs) ?? 10, parsed.GetValue(seed) ?? 1, cancellation);

        List<ComparedResult> results = [];
        ComparisonReport report = new(digits.Name, budget.TrainingRows, budget.TestRows, budget.Epochs, budget.Seed, budget.Text, results);
        screen.Remark($"{Counted.Of(trainers.Count, "trainer")} on {digits.Name}, "
            + $"{Counted.Of(budget.TrainingRows, "digit")} to learn from.");
        foreach (string remark in same.Remarks)
            screen.Remark(remark);
        try
        {
            foreach (ComparedTrainer trainer in trainers)
            {
                Stopwatch clock = Stopwatch.StartNew();
                ComparedResult result = screen.Waiting(
                    $"{trainer.Name}, {results.Count + 1} of {trainers.Count}",
                    () => ComparedRun.Make(trainer, budget, same.Train, same.Test), cancellation);
                results.Add(result);
                string outcome = result.Failure is null ? $"accuracy {result.Accuracy:0.0000}" : "failed";
                screen.Remark($"{trainer.Name,-9} {outcome,-15} {clock.Elapsed.TotalSeconds,6:0.0} s");
            }
        }
        catch (OperationCanceledException)
        {
            Show(screen, report, isJson);
            throw new CancelledException($"Cancelled; {results.Count} of {trainers.Count} trainers had finished, and no file was written.");
        }
        Show(screen, report, isJson);
        file?.Write(report.WriteCsv);
        return results.Any(result => result is { Failure: not null, IsUnavailable: false }) ? ExitCode.TargetMissed : ExitCode.Success;
    }

    private static void Show(Screen screen, ComparisonReport report, bool isJson)
    {
        if (isJson)
            JsonOutput.Write(report);
        else if (report.Results.Count > 0)
            report.Show(screen);
    }

    private static ComparedTrainer[]? ParseTrainers(ArgumentResult given)
    {
        string[] names = given.Tokens[0].Value.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries);
        string? unknown = names.FirstOrDefault(name => ComparedTrainer.All.All(known => known.Name != name));
        if (unknown is null)
            return [.. names.Distinct().Select(name => ComparedTrainer.All.Single(known => known.Name == name))];
        string all = string.Join(", ", ComparedTrainer.All.Select(known => known.Name));
        given.AddError($"--only must list some of {all}, separated by commas, but has '{unknown}'.");
        return null;
    }
}
