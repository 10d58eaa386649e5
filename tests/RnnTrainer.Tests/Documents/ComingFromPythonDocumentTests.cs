using System.Text.RegularExpressions;
using RnnTrainer.Tests.Exchange.Safetensors;

namespace RnnTrainer.Tests.Documents;

/// <summary>What docs/coming-from-python.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed partial class ComingFromPythonDocumentTests
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
    public void TheScriptsWriteWeightsThatAreRead()
    {
        using WorkingFolder folder = new();
        MatchCollection scripts = KerasScript().Matches(File.ReadAllText(Repository.PathOf("docs", "coming-from-python.md")));
        Assert.HasCount(2, scripts);
        foreach (Match script in scripts)
            PyTorch.RunText(script.Groups[1].Value, Environment.CurrentDirectory);

        MLContext ml = new();
        RnnModel fromNumPy = FromKeras(ml).Model, fromSafetensors = RnnTransformer.FromSafetensors(ml, "weights.safetensors").Model;
        Assert.AreEqual((RnnCell.Lstm, 3, 5, 4), (fromNumPy.Cell, fromNumPy.InputSize, fromNumPy.HiddenSize, fromNumPy.ClassCount));
        foreach (string name in fromNumPy.ParameterNames)
            CollectionAssert.AreEqual(fromNumPy.GetParameter(name).ToArray(), fromSafetensors.GetParameter(name).ToArray(), name);
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/coming-from-python.md", "tests/RnnTrainer.Tests/Documents/ComingFromPythonDocumentTests.cs", 2);

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

    private static RnnTransformer FromKeras(MLContext ml)
    {
        // example:
        RnnTransformer network = RnnTransformer.FromKeras(ml, "weights.npz",
            new RnnImportOptions { Labels = ["up", "down", "still", "lost"], Pooling = RnnPooling.Last });
        // end
        return network;
    }

    [GeneratedRegex(@"```python\n(import keras.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex KerasScript();
}
