namespace RnnTrainer.Tests.Documents;

/// <summary>What docs/exchange.md says is so: its example is the code below.</summary>
[TestClass]
public sealed class ExchangeDocumentTests
{
    [TestMethod]
    public void TheExampleExportsAndImports()
    {
        using WorkingFolder folder = new();
        folder.Copy("tests/RnnTrainer.Tests/Model/Golden/pytorch-gru.safetensors", "python.safetensors");
        MLContext ml = new(1);
        ITransformer model = new TransformerChain<ITransformer>(
            ml.MulticlassClassification.Trainers.Rnn(new RnnOptions { Epochs = 1 }).Fit(ToySequences.Data(ml, ToySequences.Rows(12))));
        RnnTransformer imported = OutAndIn(ml, model);
        Assert.AreEqual((RnnCell.Gru, 3), (imported.Model.Cell, imported.Model.ClassCount));
        foreach (string file in (string[])["digits.onnx", "digits.safetensors", "python.zip"])
            Assert.IsTrue(File.Exists(file), file);
    }

    [TestMethod]
    public void TheExampleIsTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/exchange.md", "tests/RnnTrainer.Tests/Documents/ExchangeDocumentTests.cs", 1);

    private static RnnTransformer OutAndIn(MLContext ml, ITransformer model)
    {
        // example:
        RnnTransformer network = ((IEnumerable<ITransformer>)model).OfType<RnnTransformer>().Single();
        network.SaveAsOnnx("digits.onnx");                  // Features [batch, 28, 28] -> Score [batch, 10], PredictedLabel [batch]
        network.SaveAsSafetensors("digits.safetensors");    // PyTorch's names: rnn.weight_ih_l0, ..., head.weight, head.bias

        // A network trained in Python: cell, sizes, layers and directions are derived from its tensors.
        RnnTransformer imported = RnnTransformer.FromSafetensors(ml, "python.safetensors",
            new RnnImportOptions { Labels = ["up", "down", "still"] });
        ml.Model.Save(imported, null, "python.zip");
        // end
        return imported;
    }
}
