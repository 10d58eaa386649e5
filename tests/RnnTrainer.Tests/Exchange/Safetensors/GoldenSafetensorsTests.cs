using System.Text.Json;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>Files that PyTorch wrote (tests/python/make_golden.py) score here as they did there, on machines without Python too.</summary>
[TestClass]
public sealed class GoldenSafetensorsTests
{
    [TestMethod]
    [DataRow("pytorch-rnn")]
    [DataRow("pytorch-lstm")]
    [DataRow("pytorch-gru")]
    [DataRow("pytorch-sigmoid")]
    public void AFileOfPyTorchScoresAsItDidThere(string name)
    {
        MLContext ml = new();
        string path = Repository.PathOf("tests", "RnnTrainer.Tests", "Model", "Golden", name);
        TorchCase golden = JsonSerializer.Deserialize<TorchCase>(File.ReadAllBytes(path + ".json"), TorchCase.Json)!;
        object[] labels = golden.Head == RnnHead.Softmax ? ["x", "y", "z"] : [];
        RnnTransformer model = RnnTransformer.FromSafetensors(
            ml, path + ".safetensors", golden.Options with { Labels = labels is [] ? null : labels, FeatureColumnName = "Features" });
        golden.Check(ml, model);
        CollectionAssert.AreEqual(labels, model.Model.LabelValues.ToArray());
    }
}
