using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>How accurate the recipes get on MNIST, seed by seed.</summary>
internal sealed class LadderCommand : Command
{
    private const int DefaultSeeds = 3;
    private const double MostEpochsScale = 1000;

    private readonly Option<string[]> names = new("--recipe")
    {
        Description = "Recipes to run, in the order of the ladder.",
        DefaultValueFactory = _ => [.. LadderRecipes.All.Select(recipe => recipe.Name)],
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> seeds = new("--seeds")
    {
        Description = "Runs of each recipe, with the seeds from 1 on.",
        HelpName = "count",
        DefaultValueFactory = _ => DefaultSeeds,
    };

    private readonly Option<double> epochsScale = new("--epochs-scale")
    {
        Description = "So many times the epochs of each recipe, at least one: 0.1 for a quick look. Anything but 1 needs --out.",
        HelpName = "factor",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<DirectoryInfo?> output = new("--out")
    {
        Description = "Folder for the result files. [default: benchmarks/results of the repository]",
        HelpName = "folder",
    };

    public LadderCommand() : base("ladder",
        "Train the recipes of the accuracy ladder on MNIST with several seeds. Each finished run is added to ladder-runs.csv and not "
        + "repeated, so that an interrupted ladder goes on where it stopped; ladder.md shows the runs.")
    {
        names.AcceptOnlyFromAmong([.. LadderRecipes.All.Select(recipe => recipe.Name)]);
        Add(names);
        Add(seeds);
        Add(epochsScale);
        Add(output);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (WhatIsWrong(parsed) is { } problem)
        {
            Console.Error.WriteLine(problem);
            return 1;
        }
        string folder = parsed.GetValue(output)?.FullName ?? Repository.PathOf("benchmarks", "results");
        Directory.CreateDirectory(folder);
        LadderRuns runs = new(folder);
        LadderRecipe[] recipes = [.. LadderRecipes.All.Select(recipe => recipe.Scaled(parsed.GetValue(epochsScale)))];
        string[] chosen = parsed.GetValue(names)!;
        var missing = (from recipe in recipes
                       where chosen.Contains(recipe.Name)
                       from seed in Enumerable.Range(1, parsed.GetValue(seeds))
                       where runs.Of(recipe).All(run => run.Seed != seed)
                       select (Recipe: recipe, Seed: seed)).ToArray();
        Console.Error.WriteLine($"Runs to make: {missing.Length}.");
        if (missing.Length > 0)
        {
            MLContext ml = new();
            Console.Error.WriteLine("Reading MNIST.");
            LadderData data = new(ml);
            for (int i = 0; i < missing.Length; i++)
            {
                (LadderRecipe recipe, int seed) = missing[i];
                runs.Add(Train(ml, data, recipe, seed, workAfter: missing[(i + 1)..].Sum(next => next.Recipe.Work)));
            }
        }
        ResultFile results = Results([.. recipes.Select(recipe => (recipe, runs.Of(recipe)))]);
        Console.Write(results.Text);
        results.Write(folder);
        return 0;
    }

    // A validator of the command would see 0 where an option has its default.
    private string? WhatIsWrong(ParseResult parsed)
    {
        double scale = parsed.GetValue(epochsScale);
        if (parsed.GetValue(seeds) is < 1 and int count)
            return Invariant($"--seeds must be at least 1; it is {count}.");
        if (!(scale is > 0 and <= MostEpochsScale))
            return Invariant($"--epochs-scale must be above 0, and at most {MostEpochsScale}; it is {scale}.");
        return scale != 1 && parsed.GetValue(output) is null
            ? "With --epochs-scale give --out too: figures of such runs must not take the place of those that docs/benchmarks.md shows."
            : null;
    }

    private static LadderRun Train(MLContext ml, LadderData data, LadderRecipe recipe, int seed, double workAfter)
    {
        long start = Stopwatch.GetTimestamp();
        RnnTransformer network = ml.MulticlassClassification.Trainers
            .Rnn(recipe.Options with { Seed = seed, Progress = new LadderProgress(recipe, seed, workAfter).Report }).Fit(data.Train);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        LadderRun run = new(recipe.Name, seed, Accuracy(data.Validation), Accuracy(data.Test), seconds,
            network.Model.ParameterNames.Sum(name => network.Model.GetParameter(name).Length),
            Invariant($"{Machine.Processor.Replace(',', ' ')}; {Environment.ProcessorCount} cores"),
            DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), recipe.Settings);
        Console.Error.WriteLine(Invariant(
            $"{recipe.Name}, seed {seed}: validation accuracy {run.Validation:0.0000}, test accuracy {run.Test:0.0000} ({seconds:0} s)"));
        return run;

        double Accuracy(IDataView view) => ml.MulticlassClassification.Evaluate(network.Transform(view)).MicroAccuracy;
    }

    private static ResultFile Results(IReadOnlyList<(LadderRecipe Recipe, IReadOnlyList<LadderRun> Runs)> results) => new(
        "ladder.md", "The accuracy ladder",
        Machine.Table("ladder-machine", "ladder"),
        $"""
        MNIST, row by row. Of the 60,000 training digits {LadderData.ValidationCount:N0}, the same in every run, are held out for choosing
        settings; the others are trained on. When a run has ended, and only then, the test digits are looked at, once. Means over the
        seeds (smallest to largest); the time is that of `Fit` on the machine named, and the target is for the mean test accuracy.

        """,
        LadderTable.Recipes("ladder", results),
        "Seed by seed:\n",
        LadderTable.Seeds("ladder-seeds", results),
        "The options of each recipe that are not the defaults:\n",
        string.Concat(from result in results
                      where result.Runs.Count > 0
                      select $"* `{result.Recipe.Name}`: {result.Recipe.Settings}\n"));
}
