namespace RnnTrainer.Tests.Documents;

/// <summary>What docs/reproducibility.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class ReproducibilityDocumentTests
{
    private static readonly RnnOptions Options = RnnOptions.Gru with { HiddenSize = 8, InputSize = 3, Epochs = 4, MinSteps = null };

    [TestMethod]
    public void ThreadsChangeNoBit() => Assert.IsTrue(AreEqualOnAnyThreads(Data(new MLContext()), Options));

    [TestMethod]
    public void ASecondRunReturnsWhatTheFirstLearnt()
    {
        using WorkingFolder folder = new();
        IDataView train = Data(new MLContext());
        RnnEpoch[] first = [.. Resumable(new MLContext(seed: 1), train, Options).History];
        Assert.IsTrue(Directory.EnumerateFiles("checkpoints").Any());
        CollectionAssert.AreEqual(first, Resumable(new MLContext(seed: 1), train, Options).History.ToArray());
        Assert.ThrowsExactly<RnnCheckpointMismatchException>(
            () => Resumable(new MLContext(seed: 1), train, Options with { HiddenSize = 9 }));
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/reproducibility.md", "tests/RnnTrainer.Tests/Documents/ReproducibilityDocumentTests.cs", 2);

    private static bool AreEqualOnAnyThreads(IDataView train, RnnOptions options)
    {
        // example:
        MLContext ml = new(seed: 1);
        RnnTransformer first = ml.MulticlassClassification.Trainers.Rnn(options with { Threads = 1 }).Fit(train);
        RnnTransformer second = ml.MulticlassClassification.Trainers.Rnn(options with { Threads = 2 }).Fit(train);
        bool areEqual = first.Model.ParameterNames.All(name =>
            first.Model.GetParameter(name).SequenceEqual(second.Model.GetParameter(name)));     // true
        // end
        return areEqual;
    }

    private static RnnTransformer Resumable(MLContext ml, IDataView train, RnnOptions options)
    {
        // example:
        RnnOptions resumable = options with
        {
            ValidationFraction = 0.2f,
            EarlyStopping = new RnnEarlyStopping { Patience = 5 },
            Checkpoints = new RnnCheckpoints { Folder = "checkpoints" },
            ResumeFrom = "checkpoints",
        };
        RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(resumable).Fit(train);
        // end
        return network;
    }

    private static IDataView Data(MLContext ml) => RaggedSequences.Data(ml, [.. Enumerable.Range(0, 200).Select(i => new RaggedSequences.Row
    {
        Features = [.. Enumerable.Range(0, 3 * (2 + i % 7)).Select(t => 0.1f * MathF.Sin(t) + i % 2)],
        Name = "ab"[i % 2].ToString(),
    })]);
}
