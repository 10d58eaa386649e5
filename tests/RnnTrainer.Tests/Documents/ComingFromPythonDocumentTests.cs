namespace RnnTrainer.Tests.Documents;

/// <summary>What docs/coming-from-python.md says is so: its example is the code below.</summary>
[TestClass]
public sealed class ComingFromPythonDocumentTests
{
    [TestMethod]
    public void TheExampleReadsWhatPyTorchWrote()
    {
        using WorkingFolder folder = new();
        folder.Copy("tests/RnnTrainer.Tests/Model/Golden/pytorch-gru.safetensors", "python.safetensors");
        MLContext ml = new();
        float[][] scores = [.. FromPyTorch(ml, Data(ml)).GetColumn<float[]>("Score")];
        Assert.HasCount(4, scores);
        Assert.AreEqual(1, scores[0].Sum(), 1e-6);
        Assert.IsTrue(File.Exists("network.zip"));
    }

    [TestMethod]
    public void TheExampleIsTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/coming-from-python.md", "tests/RnnTrainer.Tests/Documents/ComingFromPythonDocumentTests.cs", 1);

    // Two inputs a step.
    private static IDataView Data(MLContext ml) => RaggedSequences.Data(ml, [.. Enumerable.Range(1, 4).Select(steps =>
        new RaggedSequences.Row { Features = [.. Enumerable.Range(0, 2 * steps).Select(i => i / 10f)] })]);

    private static IDataView FromPyTorch(MLContext ml, IDataView data)
    {
        // example:
        RnnTransformer network = RnnTransformer.FromSafetensors(ml, "python.safetensors",
            new RnnImportOptions { Labels = ["up", "down", "still"] });
        IDataView scored = network.Transform(data);         // Features: Vector<Single, *, inputs>
        ml.Model.Save(network, data.Schema, "network.zip");
        // end
        return scored;
    }
}
