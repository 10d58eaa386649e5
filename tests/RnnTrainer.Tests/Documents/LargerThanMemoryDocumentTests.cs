namespace RnnTrainer.Tests.Documents;

/// <summary>What docs/larger-than-memory.md says is so: its example is the code below.</summary>
[TestClass]
public sealed class LargerThanMemoryDocumentTests
{
    [TestMethod]
    public void TheExampleTrainsAndLeavesNothing()
    {
        MLContext ml = new(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(60)
            .Select(row => new Row { Features = row.Features, State = row.Name }));
        using TemporaryFolder folder = new();
        ITransformer model = Fit(ml, rows, folder.FullPath);
        Assert.AreEqual(60, model.Transform(rows).GetColumn<float[]>("Score").Count());
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.FullPath));
    }

    [TestMethod]
    public void TheExampleIsTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/larger-than-memory.md", "tests/RnnTrainer.Tests/Documents/LargerThanMemoryDocumentTests.cs", 1);

    private static ITransformer Fit(MLContext ml, IDataView rows, string folder)
    {
        // example:
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "State")
            .Append(ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Gru with
            {
                Spill = new RnnSpill { Folder = folder, PoolMegabytes = 1024 },     // a folder on a local disk
                ValidationFraction = 0.05f,
            }));
        ITransformer model = pipeline.Fit(rows);
        // end
        return model;
    }

    private sealed class Row
    {
        [VectorType(ToySequences.TimeSteps, ToySequences.InputSize)]
        public float[] Features { get; set; } = [];

        public string State { get; set; } = "";
    }
}
