namespace RnnTrainer.Tests.Searching;

/// <summary>A search that was interrupted goes on from its file, and ends as one that was not.</summary>
[TestClass]
public sealed class SearchFileTests
{
    [TestMethod]
    public void ASearchThatWasCancelledEndsAsOneThatWasNot()
    {
        using TemporaryFolder folder = new();
        string[] whole = SearchedRows.Timeless(SearchedRows.Run(Search(folder.PathOf("whole.jsonl"))));
        for (int ended = 1; ended < whole.Length; ended++)
        {
            string file = folder.PathOf($"broken-{ended}.jsonl");
            using CancellationTokenSource source = new();
            int runs = 0;
            Assert.ThrowsExactly<OperationCanceledException>(() => SearchedRows.Run(Search(file, cancellation: source.Token, progress: _ =>
            {
                if (++runs == ended)
                    source.Cancel();
            })));
            Assert.HasCount(ended, File.ReadAllLines(file));
            Assert.AreEqual(whole.Length - ended, Trained(file, out RnnSearchResults results));
            CollectionAssert.AreEqual(whole, SearchedRows.Timeless(results), $"ended after {ended}");
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(30)]
    public void ALineThatACrashHasCutIsMadeAgain(int missing)
    {
        using TemporaryFolder folder = new();
        string[] whole = SearchedRows.Timeless(SearchedRows.Run(Search(folder.PathOf("whole.jsonl"))));
        string cut = folder.Write("cut.jsonl", File.ReadAllBytes(folder.PathOf("whole.jsonl")).AsSpan()[..^missing]);
        Assert.AreEqual(1, Trained(cut, out RnnSearchResults results));
        CollectionAssert.AreEqual(whole, SearchedRows.Timeless(results));
        Assert.AreEqual(0, Trained(cut, out _));
    }

    [TestMethod]
    public void RunsOfOtherSettingsOrDataAreNotTaken()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("results.jsonl");
        SearchedRows.Run(Search(file));
        int lines = File.ReadAllLines(file).Length, trained = 0;
        foreach ((_, RnnOptions options) in OptionSamples.Each.Where(sample => sample.Option.Name is nameof(RnnOptions.LayerSizes)
            or nameof(RnnOptions.Optimizer) or nameof(RnnOptions.ClassWeights) or nameof(RnnOptions.Pooling)))
        {
            RnnOptions other = options with { Epochs = 1, HiddenSize = 4 };
            RnnOptions another = other with { Optimizer = new RnnAdam { Beta1 = 0.8f } };
            SearchedRows.Run(new() { Candidates = [other, another], ResultsFile = file, Seed = 5 });
            trained += 2;
            Assert.HasCount(lines + trained, File.ReadAllLines(file));
        }
        // The same sequences with one label changed are other data.
        ToySequences.Row[] rows = ToySequences.Rows(90);
        rows[3].Name = "b";
        Search(file).Run(Create, ToySequences.Data(SearchedRows.Ml, rows), SearchedRows.Validation);
        Assert.HasCount(2 * lines + trained, File.ReadAllLines(file));
        Search(file).Run(Create, SearchedRows.Train, validation: SearchedRows.Train);
        Assert.HasCount(3 * lines + trained, File.ReadAllLines(file));
        Assert.AreEqual(0, Trained(file, out _));

        static RnnTrainerEstimator Create(RnnOptions options) => SearchedRows.Ml.MulticlassClassification.Trainers.Rnn(options);
    }

    [TestMethod]
    [DataRow("Dear diary")]
    [DataRow("Dear diary\n")]
    [DataRow("{ \"epochs\": 3 }\n")]
    [DataRow("{\"other\":\"file\"}")]
    [DataRow("null\n")]
    public void AFileOfOthersIsRefusedAndStaysAsItIs(string content)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("diary.txt", content);
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidDataException>(() => SearchedRows.Run(Search(file))).Message, "is not a results file of a search");
        Assert.AreEqual(content, File.ReadAllText(file));
        Assert.ThrowsExactly<IOException>(() => SearchedRows.Run(Search(folder.FullPath)));
        Assert.ThrowsExactly<IOException>(() => SearchedRows.Run(Search(folder.PathOf("none", "results.jsonl"))));
    }

    /// <summary>However little time there is, each search makes a run more, and the last ends as one without a budget.</summary>
    [TestMethod]
    public void ASearchInSlicesOfTimeEndsAsOneWithoutABudget()
    {
        using TemporaryFolder folder = new();
        RnnSearchResults whole = SearchedRows.Run(Search(folder.PathOf("whole.jsonl"))), results;
        string file = folder.PathOf("slices.jsonl");
        int slices = 0;
        do
        {
            results = SearchedRows.Run(Search(file, run => Thread.Sleep(run.IsFromFile ? 0 : 60), budget: TimeSpan.FromMilliseconds(50)));
            slices++;
        }
        while (results.Runs.Any(run => !run.IsFromFile) && slices < 100);
        CollectionAssert.AreEqual(SearchedRows.Timeless(whole), SearchedRows.Timeless(results));
        Assert.AreEqual(whole.BestOptions, results.BestOptions);
        Assert.AreEqual(whole.Runs.Count + 1, slices);
    }

    [TestMethod]
    public void RunsThatTheFileHadSaySo()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("results.jsonl");
        Assert.IsFalse(SearchedRows.Run(Search(file)).Runs.Any(run => run.IsFromFile));
        Assert.IsTrue(SearchedRows.Run(Search(file)).Runs.All(run => run.IsFromFile));
    }

    [TestMethod]
    public void ASearchWithoutARunLeavesNoFileOfItsOwn()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("results.jsonl"), empty = folder.Write("empty.jsonl", "");
        Assert.IsEmpty(SearchedRows.Run(Search(file, budget: TimeSpan.Zero)).Runs);
        Assert.IsFalse(File.Exists(file));
        SearchedRows.Run(Search(empty, budget: TimeSpan.Zero));
        Assert.IsTrue(File.Exists(empty), "it was there before");
    }

    [TestMethod]
    public void TwoSearchesDoNotShareAFile()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("results.jsonl");
        IOException? second = null;
        SearchedRows.Run(Search(file, progress: _ => second ??= Assert.ThrowsExactly<IOException>(() => SearchedRows.Run(Search(file)))));
        StringAssert.Contains(second!.Message, "Choose another file");
    }

    private static RnnSearch Search(
        string file, Action<RnnSearchRun>? progress = null, TimeSpan? budget = null, CancellationToken cancellation = default) => new()
        {
            TimeBudget = budget,
            Options = SearchedRows.Options with { Epochs = 2 },
            Space =
            [
                RnnChoice.LogUniform(options => options.LearningRate, 0.001f, 0.1f),
                RnnChoice.OfChanges("cell", ("gru", options => options with { Cell = RnnCell.Gru }),
                    ("fails", options => options with { Cell = RnnCell.Gru, Activation = RnnActivation.Relu })),
            ],
            Draws = 4,
            Halving = new() { Factor = 2, Rounds = 2 },
            ResultsFile = file,
            CancellationToken = cancellation,
            Progress = progress,
        };

    // How many runs were made.
    private static int Trained(string file, out RnnSearchResults results)
    {
        int before = File.ReadAllBytes(file).Count(one => one == '\n');
        results = SearchedRows.Run(Search(file));
        return File.ReadAllLines(file).Length - before;
    }
}
