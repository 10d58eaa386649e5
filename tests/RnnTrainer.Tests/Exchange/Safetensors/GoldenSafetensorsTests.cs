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
    public void AFileOfPyTorchScoresAsItDidThere(string name)
    {
        MLContext ml = new();
        string path = Repository.PathOf("tests", "RnnTrainer.Tests", "Model", "Golden", name);
        TorchCase golden = JsonSerializer.Deserialize<TorchCase>(File.ReadAllBytes(path + ".json"), TorchCase.Json)!;
        RnnTransformer model = RnnTransformer.FromSafetensors(ml, path + ".safetensors", golden.Options with { Labels = ["x", "y", "z"], FeatureColumnName = "Features" });
        golden.Check(ml, model);
        CollectionAssert.AreEqual(new object[] { "x", "y", "z" }, model.Model.LabelValues.ToArray());
    }
}
