using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Tests.Scoring;

[TestClass]
public sealed class TorchAgreementTests
{
    // Single precision: 28 steps of sums of 79 products, each rounded to 6e-8; probabilities below 1.
    private const double Tolerance = 1e-5;

    [TestMethod]
    public void ManagedScoresAgreeWithTheTorchModuleOn1000Digits()
    {
        MLContext ml = new(1);
        IDataView train = Mnist.Rows(ml, Mnist.TrainFile(ml), 5000), test = Mnist.Rows(ml, Mnist.TestFile(ml), 1000);
        RnnTransformer model = new RnnEstimator(ml, RnnOptions.Tutorial with { Steps = 300 }).Fit(train);

        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = model.ToTorchModule();
        float[] pixels = [.. test.GetColumn<float[]>("Features").SelectMany(row => row)];
        Tensor probabilities = nn.functional.softmax(module.call(tensor(pixels, 1000, 28, 28)), dim: 1);
        float[] expected = [.. probabilities.data<float>()];
        float[] actual = [.. model.Transform(test).GetColumn<float[]>("Score").SelectMany(row => row)];

        double largest = expected.Zip(actual, (a, b) => Math.Abs((double)a - b)).Max();
        Assert.IsLessThan(Tolerance, largest);
        Assert.IsGreaterThan(0.5, ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy,
            "the network has learnt something worth comparing");
    }

    [TestMethod]
    public void TheTorchModuleHasPyTorchsParameterNames()
    {
        MLContext ml = new(1);
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options).Fit(ToySequences.Data(ml));
        using nn.Module<Tensor, Tensor> module = model.ToTorchModule();
        CollectionAssert.AreEquivalent(
            new[] { "rnn.weight_ih_l0", "rnn.weight_hh_l0", "rnn.bias_ih_l0", "rnn.bias_hh_l0", "head.weight", "head.bias" },
            module.named_parameters().Select(parameter => parameter.name).ToArray());
        Assert.IsFalse(module.training);
        CollectionAssert.AreEqual(model.Model.GetParameter("rnn.weight_ih_l0").ToArray(),
            module.get_parameter("rnn.weight_ih_l0")!.data<float>().ToArray());
        CollectionAssert.AreEqual(model.Model.GetParameter("head.bias").ToArray(),
            module.get_parameter("head.bias")!.data<float>().ToArray());
        Assert.IsTrue(module.get_parameter("rnn.bias_hh_l0")!.data<float>().All(value => value == 0));
    }
}
