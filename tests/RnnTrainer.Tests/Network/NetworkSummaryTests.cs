using System.Globalization;
using RnnTrainer.Network;
using RnnTrainer.Tests.Exchange.Safetensors;

namespace RnnTrainer.Tests.Network;

[TestClass]
public sealed class NetworkSummaryTests
{
    [TestMethod]
    public void ANetworkIsATableOfItsLayers()
    {
        RnnTransformer network = SafetensorsBytes.Transformer(NetworkForms.Of(
            28, 28, 128, 10, RnnCell.Lstm, layers: 2, bidirectional: true, pooling: RnnPooling.Last | RnnPooling.Max));
        string expected = """
            Layer                  Output shape  Parameters
            -----------------------------------------------
            Input                  [28, 28]               0
            Lstm, both directions  [28, 256]        160,768
            Lstm, both directions  [28, 256]        394,240
            Pooling (Last, Max)    [512]                  0
            Linear (Softmax)       [10]               5,130
            -----------------------------------------------
            Total                                   560,138
            """.ReplaceLineEndings("\n");
        Assert.AreEqual(expected, network.Model.ToString());
        Assert.AreEqual(expected, network.ToString());
        Assert.AreEqual(560_138, network.Model.ParameterCount);
    }

    // Keras's tutorial network: 50 x (28 + 50 + 1) + 10 x (50 + 1) parameters.
    [TestMethod]
    public void StepsOfAnyNumberAreAStar()
    {
        string text = SafetensorsBytes.Transformer(NetworkForms.Of(InputSpec.AnyTimeSteps, 28, 50, 10)).ToString();
        StringAssert.Contains(text, "Rnn (Tanh)        [*, 50]            3,950");
        StringAssert.EndsWith(text, " 4,460");
    }

    [TestMethod]
    public void BlocksOfStepsAreALineOfTheirOwn()
    {
        NetworkSpec steps = NetworkForms.Of(20, 3, 50, 10);
        string text = SafetensorsBytes.Transformer(steps with { Input = steps.Input with { BlockSteps = 8 } }).ToString();
        StringAssert.Contains(text, "Input              [20, 3]                0");
        StringAssert.Contains(text, "Blocks of 8 steps  [3, 24]                0");
        StringAssert.Contains(text, "Rnn (Tanh)         [3, 50]            3,750");
    }

    [TestMethod]
    public void TheLayersAddUpInEveryForm()
    {
        foreach (NetworkSpec network in NetworkForms.All().Concat(NetworkForms.WithHighway(timeSteps: 7))
            .Concat(NetworkForms.WithCategories()))
        {
            string[] lines = SafetensorsBytes.Transformer(network).ToString().Split('\n');
            int[] numbers = [.. lines.Where(line => char.IsDigit(line[^1]))
                .Select(line => int.Parse(line.Split(' ')[^1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture))];
            Assert.AreEqual(network.ParameterCount, numbers[^1]);
            Assert.AreEqual(numbers[^1], numbers[..^1].Sum());
            int parts = network.Layers.Count + (network.HasStepOutputs ? 0 : 1) + (network.HasHighway ? 1 : 0)
                + network.Input.Categories.Count + (network.Input.Embedding is null ? 0 : 1) + (network.Input.BlockSteps > 1 ? 1 : 0);
            Assert.HasCount(parts + 6, lines, lines[2]);
        }
    }
}
