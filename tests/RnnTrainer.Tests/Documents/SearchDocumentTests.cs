namespace RnnTrainer.Tests.Documents;

/// <summary>What docs/search.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class SearchDocumentTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [TestMethod]
    public void TheExampleOfRandomDrawsCompilesAndRuns()
    {
        using StringWriter text = new();
        Assert.AreEqual(9, Draw(Ml, ToySequences.Data(Ml), text).History.Count);
        StringAssert.StartsWith(text.ToString(), "Candidate  HiddenSize  LearningRate  regularization  Seed");
        Assert.HasCount(10, text.ToString().TrimEnd().Split('\n'));
    }

    [TestMethod]
    public void TheExampleOfHalvingCompilesAndRuns()
    {
        using WorkingFolder folder = new();
        using StringWriter text = new();
        RnnSearchResults results = Halve(Ml, ToySequences.Data(Ml), text);
        Assert.HasCount(13, results.Runs);
        Assert.AreEqual((9, 9), (results.Best!.Epochs, results.BestOptions.Epochs));
        Assert.HasCount(13, File.ReadAllLines("search.jsonl"));
        Assert.HasCount(13, text.ToString().TrimEnd().Split('\n'));
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() =>
        DocumentExamples.AreTheCodeOf("docs/search.md", "tests/RnnTrainer.Tests/Documents/SearchDocumentTests.cs", 2);

    private static RnnTransformer Draw(MLContext ml, IDataView train, TextWriter Console)
    {
        // example:
        RnnSearch search = new()
        {
            Options = RnnOptions.Gru with { Epochs = 9, ValidationFraction = 0.2f },        // common to all candidates
            Space =
            [
                RnnChoice.Of(options => options.HiddenSize, 8, 16, 32),
                RnnChoice.LogUniform(options => options.LearningRate, 0.0003f, 0.03f),
                RnnChoice.OfChanges("regularization",
                    ("none", options => options),
                    ("dropout", options => options with { Dropout = 0.2f, RecurrentDropout = 0.2f })),
            ],
            Draws = 8,
        };
        RnnSearchResults results = search.Run(options => ml.MulticlassClassification.Trainers.Rnn(options), train);
        Console.WriteLine(results);                                                          // a table, best first
        RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(results.BestOptions).Fit(train);
        // end
        return network;
    }

    private static RnnSearchResults Halve(MLContext ml, IDataView train, TextWriter Console)
    {
        // example:
        RnnSearch search = new()
        {
            Options = RnnOptions.Gru with { Epochs = 9, ValidationFraction = 0.2f },
            Space = [RnnChoice.LogUniform(options => options.LearningRate, 0.0003f, 0.03f)],
            Draws = 9,
            Halving = new RnnHalving { Factor = 3, Rounds = 3 },                            // 9 for 1 epoch, 3 for 3, 1 for 9
            ResultsFile = "search.jsonl",
            TimeBudget = TimeSpan.FromHours(8),
            Progress = run => Console.WriteLine($"candidate {run.Candidate}, {run.Epochs} epochs: {run.Failure ?? "done"}"),
        };
        RnnSearchResults results = search.Run(options => ml.MulticlassClassification.Trainers.Rnn(options), train);
        // end
        return results;
    }
}
