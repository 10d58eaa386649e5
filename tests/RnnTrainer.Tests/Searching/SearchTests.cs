using RnnTrainer.Searching;

namespace RnnTrainer.Tests.Searching;

/// <summary>What a search tries, and what it finds best.</summary>
[TestClass]
public sealed class SearchTests
{
    [TestMethod]
    public void TheBestOfEveryCombinationIsTheOneThatLearns()
    {
        RnnSearchResults results = SearchedRows.Run(new() { Options = SearchedRows.Options, Space = SearchedRows.Space, Draws = null });
        CollectionAssert.AreEqual(new[] { "1E-06 4", "1E-06 8", "0.02 4", "0.02 8", "1E-07 4", "1E-07 8" },
            results.Runs.Select(run => string.Join(' ', run.Choices.Values)).ToArray());
        Assert.AreEqual((RnnMetric.ValidationLoss, false), (results.Metric, results.IsHigherBetter));
        Assert.AreEqual("0.02", results.Best!.Choices["LearningRate"]);
        Assert.AreEqual(results.Runs.Min(run => run.Metrics[RnnMetric.ValidationLoss]), results.Best.Metrics[RnnMetric.ValidationLoss]);
        Assert.AreEqual((3, 18L), (results.Best.Epochs, results.Best.Steps));
        StringAssert.Contains(results.ToString().Split('\n')[2], "0.02");
    }

    [TestMethod]
    public void FitWithTheBestOptionsMakesTheBestNetworkAgain()
    {
        RnnSearchResults results = SearchedRows.Run(new() { Options = SearchedRows.Options, Space = SearchedRows.Space, Draws = 4 });
        RnnTransformer network = SearchedRows.Ml.MulticlassClassification.Trainers.Rnn(results.BestOptions)
            .Fit(SearchedRows.Train, SearchedRows.Validation);
        CollectionAssert.AreEqual(results.Best!.Metrics.ToArray(), network.History[^1].Metrics.ToArray());
        Assert.AreEqual(network.Model.Parameters.Length, results.Best.ParameterCount);
    }

    [TestMethod]
    public void TheSameSeedDrawsTheSameCandidatesOnAnyThreads()
    {
        RnnSearch search = new()
        {
            Options = SearchedRows.Options with { Threads = 1 },
            Space =
            [
                RnnChoice.LogUniform(options => options.LearningRate, 0.001f, 0.1f),
                RnnChoice.LogUniform(options => options.HiddenSize, 2, 20),
                RnnChoice.Uniform(options => options.Dropout, 0, 0.5f),
            ],
            Draws = 4,
            Seed = 3,
        };
        string[] first = SearchedRows.Timeless(SearchedRows.Run(search));
        RnnSearch threads = new() { Options = SearchedRows.Options with { Threads = 3 }, Space = search.Space, Draws = 4, Seed = 3 };
        CollectionAssert.AreEqual(first, SearchedRows.Timeless(SearchedRows.Run(threads)));
        RnnSearch further = new() { Options = search.Options, Space = search.Space, Draws = 6, Seed = 3 };
        CollectionAssert.AreEqual(first, SearchedRows.Timeless(SearchedRows.Run(further))[..4], "more draws change no earlier one");
        RnnSearch other = new() { Options = search.Options, Space = search.Space, Draws = 4, Seed = 4 };
        Assert.IsEmpty(first.Intersect(SearchedRows.Timeless(SearchedRows.Run(other))));
    }

    [TestMethod]
    public void HalvingTrainsTheBetterCandidatesForLonger()
    {
        RnnSearchResults results = SearchedRows.Run(new()
        {
            Options = SearchedRows.Options with { Epochs = 9 },
            Space = [RnnChoice.LogUniform(options => options.LearningRate, 1e-5f, 0.1f)],
            Draws = 9,
            Halving = new(),
            Metric = RnnMetric.ValidationAccuracy,
        });
        RnnSearchRun[][] rounds = [.. results.Runs.GroupBy(run => run.Share).Select(round => round.ToArray())];
        CollectionAssert.AreEqual(new[] { 9, 3, 1 }, rounds.Select(round => round.Length).ToArray());
        for (int round = 0; round < 3; round++)
            Assert.IsTrue(rounds[round].All(run => run.Epochs == (int)Math.Pow(3, round) && run.Options.Epochs == run.Epochs));
        for (int round = 1; round < 3; round++)
        {
            int[] better = [.. rounds[round - 1].OrderByDescending(run => run.Metrics[RnnMetric.ValidationAccuracy])
                .Take(rounds[round].Length).Select(run => run.Candidate)];
            CollectionAssert.AreEqual(better, rounds[round].Select(run => run.Candidate).ToArray());
        }
        Assert.IsTrue(results.IsHigherBetter);
        Assert.AreSame(rounds[2][0], results.Best);
        Assert.AreEqual(9, results.BestOptions.Epochs);
    }

    [TestMethod]
    public void LengthsOfAnyKindAreShortened()
    {
        foreach ((RnnOptions options, int? epochs, int? steps, int? minSteps) in new (RnnOptions, int?, int?, int?)[]
        {
            (new(), 1, null, 111), (new() { Steps = 900 }, null, 100, null), (new() { Epochs = 3, MinSteps = 90 }, 1, null, 10),
        })
        {
            RnnOptions shortened = new Candidate(0, options, new Dictionary<string, string>()).ForRun(1.0 / 9, seed: 1);
            Assert.AreEqual((epochs, steps, minSteps), (shortened.Epochs, shortened.Steps, shortened.MinSteps));
        }
    }

    [TestMethod]
    public void CandidatesAreComparedByTheMeanOverTheirSeeds()
    {
        RnnSearchResults results = SearchedRows.Run(new()
        {
            Options = SearchedRows.Options with { Epochs = 1 },
            Space = [RnnChoice.Of(options => options.HiddenSize, 3, 4, 5)],
            Draws = null,
            Seeds = 3,
            Seed = 7,
        });
        CollectionAssert.AreEqual(new int?[] { 7, 8, 9, 7, 8, 9, 7, 8, 9 }, results.Runs.Select(run => run.Options.Seed).ToArray());
        double[] means = [.. results.Runs.GroupBy(run => run.Candidate).Select(runs => runs.Average(run => run.Metrics[results.Metric]))];
        Assert.AreEqual(Array.IndexOf(means, means.Min()), results.Best!.Candidate);
        Assert.AreEqual(results.Best.Options.Seed, results.BestOptions.Seed);
    }

    [TestMethod]
    public void ARunThatFailsIsAResultAndNeverTheBest()
    {
        RnnSearchResults results = SearchedRows.Run(new()
        {
            Options = SearchedRows.Options with { Optimizer = new RnnSgd() },
            Space =
            [
                RnnChoice.OfChanges("recipe", ("diverges", options => options with { LearningRate = 1e38f }),
                    ("contradicts", options => options with { Cell = RnnCell.Lstm, Activation = RnnActivation.Relu }),
                    ("learns", options => options)),
            ],
            Draws = null,
        });
        CollectionAssert.AreEqual(new[] { typeof(RnnDivergenceException), typeof(RnnOptionException), null },
            results.Runs.Select(run => run.Exception?.GetType()).ToArray());
        StringAssert.StartsWith(results.Runs[0].Failure, "Training diverged");
        Assert.AreEqual("learns", results.Best!.Choices["recipe"]);

        RnnSearchResults none = SearchedRows.Run(new() { Candidates = [results.Runs[0].Options] });
        Assert.IsNull(none.Best);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => none.BestOptions).Message, "Training diverged");
    }

    [TestMethod]
    public void ATimeBudgetDecidesHowManyRunsStartAndNothingElse()
    {
        RnnSearch Search(TimeSpan? budget) => new()
        {
            Options = SearchedRows.Options,
            Space = SearchedRows.Space,
            Draws = null,
            TimeBudget = budget,
            Progress = _ => Thread.Sleep(20),
        };

        string[] all = SearchedRows.Timeless(SearchedRows.Run(Search(null)));
        RnnSearchResults some = SearchedRows.Run(Search(TimeSpan.FromMilliseconds(10)));
        CollectionAssert.AreEqual(all[..1], SearchedRows.Timeless(some), "the one under way ends");
        RnnSearchResults none = SearchedRows.Run(Search(TimeSpan.Zero));
        Assert.IsEmpty(none.Runs);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => none.BestOptions).Message, "Increase TimeBudget");
    }

    [TestMethod]
    public void CandidatesAreComparedOnValidationRowsThoughTrainingWatchesOthers()
    {
        RnnOptions options = SearchedRows.Options with { EarlyStopping = new() { Monitor = RnnMetric.Loss } };
        Assert.AreEqual(RnnMetric.ValidationLoss, SearchedRows.Run(new() { Candidates = [options] }).Metric);
        options = options with { EarlyStopping = new() { Monitor = RnnMetric.ValidationAccuracy } };
        Assert.AreEqual(RnnMetric.ValidationAccuracy, SearchedRows.Run(new() { Candidates = [options] }).Metric);
    }

    [TestMethod]
    public void WhatIsMeasuredBesideIsKeptAndChoosesNothing()
    {
        RnnSearchResults results = SearchedRows.Run(new()
        {
            Options = SearchedRows.Options,
            Space = SearchedRows.Space,
            Draws = null,
            Measure = network => [new("Units", ((RnnTransformer)network).Model.HiddenSize)],
        });
        CollectionAssert.AreEqual(new[] { 4.0, 8, 4, 8, 4, 8 }, results.Runs.Select(run => run.Metrics["Units"]).ToArray());
        Assert.AreEqual("0.02", results.Best!.Choices["LearningRate"]);
    }

    [TestMethod]
    public void WhatCannotBeSearchedIsRefused()
    {
        RnnSearch search = new() { Options = SearchedRows.Options };
        RnnOptionException unvalidated = Assert.ThrowsExactly<RnnOptionException>(() =>
            search.Run(options => SearchedRows.Ml.MulticlassClassification.Trainers.Rnn(options), SearchedRows.Train));
        StringAssert.Contains(unvalidated.Message, "there are no validation data");
        RnnOptionException unknown = Assert.ThrowsExactly<RnnOptionException>(() =>
            SearchedRows.Run(new() { Options = SearchedRows.Options, Metric = "ValidationBeauty" }));
        StringAssert.Contains(unknown.Message, "not measured on validation rows. Use one of ValidationLoss, ValidationAccuracy");
        Assert.ThrowsExactly<RnnOptionException>(() => SearchedRows.Run(new() { Options = SearchedRows.Options, Metric = RnnMetric.Loss }));
        Assert.ThrowsExactly<RnnOptionException>(() =>
            SearchedRows.Run(new() { Options = SearchedRows.Options with { Checkpoints = new() { Folder = "here" } } }));
        RnnOptionException shared = Assert.ThrowsExactly<RnnOptionException>(() =>
            SearchedRows.Run(new() { Options = SearchedRows.Options with { Distributed = new() } }));
        Assert.AreEqual(nameof(RnnOptions.Distributed), shared.Option);
        RnnChoice range = RnnChoice.Uniform(options => options.Dropout, 0, 0.5f);
        ArgumentException endless = Assert.ThrowsExactly<ArgumentException>(
            () => SearchedRows.Run(new() { Space = [range], Draws = null }));
        StringAssert.Contains(endless.Message, "'Dropout' is a range");
    }
}
