using RnnTrainer.Network;
using RnnTrainer.Tests.Exchange.Safetensors;
using RnnTrainer.Tests.Scoring;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Tests.Regression;

/// <summary>What leaves the library speaks the label's unit, and what comes in is what the options say.</summary>
[TestClass]
public sealed class RegressionExchangeTests
{
    // Single precision, at numbers around 1000.
    private const double Tolerance = 1e-3;

    [TestMethod]
    public void TheTorchModuleGivesTheScores()
    {
        MLContext ml = new(1);
        LaggedSums.Row[] rows = LaggedSums.Rows(50);
        IDataView data = LaggedSums.Data(ml, rows);
        RnnLoss quantiles = RnnLoss.Quantiles(0.2f, 0.4f, 0.6f, 0.8f);
        foreach ((string label, RnnLoss? loss) in new[] { ("Label", null), ("Label", quantiles), ("Several", quantiles) })
        {
            RnnTransformer model =
                new RnnRegressionEstimator(ml, LaggedSums.Options with { LabelColumnName = label, Loss = loss, Epochs = 1 }).Fit(data);
            float[] scores = [.. model.Transform(data).Numbers().SelectMany(row => row)];
            using DisposeScope scope = NewDisposeScope();
            using nn.Module<Tensor, Tensor> module = model.ToTorchModule();
            float[] features = [.. rows.SelectMany(row => row.Features)];
            float[] expected = [.. module.call(tensor(features, rows.Length, LaggedSums.TimeSteps, LaggedSums.InputSize)).data<float>()];
            Assert.HasCount(scores.Length, expected);
            for (int i = 0; i < scores.Length; i++)
                Assert.AreEqual(expected[i], scores[i], Tolerance);
            if (loss is not null)
                Assert.IsTrue(scores.Chunk(4).All(row => row.Order().SequenceEqual(row)), "quantiles do not cross");
        }
    }

    // The rows of the output layer are out of order, so that its quantiles cross for every sequence; those of other numbers do not matter.
    [TestMethod]
    public void QuantilesThatCrossAreSorted()
    {
        NetworkSpec shape = NetworkForms.All().First() with { Head = HeadSpec.Quantiles(2, [0.1f, 0.5f, 0.9f]) };
        RnnModel drawn = ScoreDefinition.Network(shape);
        float[] parameters = drawn.Parameters.ToArray();
        new float[] { 60, 50, 40, 30, 20, 10 }.CopyTo(parameters.AsSpan(drawn.Layout.HeadBias.Place));
        RnnTransformer model = new(new MLContext(), new("Label", "Features", [0], new RnnModel(shape, parameters, null), []));
        float[] scores = model.Transform(new MLContext().Data.LoadFromEnumerable(RaggedSequences.Rows(1))).Numbers()[0];
        float[] expected = [40, 50, 60, 10, 20, 30];
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], scores[i], 3);
    }

    [TestMethod]
    public void TheTorchModuleGivesTheQuantilesOfEachStep()
    {
        foreach ((int numbers, int levels) in new[] { (1, 1), (1, 3), (2, 3) })
        {
            NetworkSpec shape = NetworkForms.All().First(form => form.Head.Kind == RnnHead.Quantiles) with
            {
                Pooling = RnnPooling.None,
                Head = HeadSpec.Quantiles(numbers, [.. new[] { 0.1f, 0.5f, 0.9f }[..levels]]),
            };
            RnnTransformer model = new(new MLContext(), new("Label", "Features", [0], ScoreDefinition.Network(shape), []));
            RaggedSequences.Row[] rows = RaggedSequences.Rows(9);
            float[][] scores = model.Transform(new MLContext().Data.LoadFromEnumerable(rows)).Numbers();
            using DisposeScope scope = NewDisposeScope();
            using nn.Module<Tensor, Tensor> module = model.ToTorchModule();
            for (int row = 0; row < rows.Length; row++)
            {
                float[] features = rows[row].Features;
                float[] expected = [.. module.call(tensor(features, 1, features.Length / 3, 3)).contiguous().data<float>()];
                Assert.HasCount(scores[row].Length, expected);
                for (int i = 0; i < expected.Length; i++)
                    Assert.AreEqual(expected[i], scores[row][i], 1e-5, $"{levels} levels, row {row}, number {i}");
            }
        }
    }

    [TestMethod]
    public void WeightsFromElsewhereAreNumbersWhereTheOptionsSaySo()
    {
        RnnTransformer three = Import(3, new() { Head = RnnHead.LinearVector });
        Assert.AreEqual((RnnHead.LinearVector, 3, 0), (three.Model.Head, three.Model.OutputSize, three.Model.ClassCount));
        Assert.AreEqual(RnnHead.Linear, Import(1, new() { Head = RnnHead.Linear }).Model.Head);
        Assert.AreEqual(RnnHead.LinearVector, Import(1, new() { Head = RnnHead.LinearVector }).Model.Head);
        float[] levels = [0.1f, 0.5f, 0.9f];
        RnnTransformer quantiles = Import(3, new() { QuantileLevels = levels });
        Assert.AreEqual(RnnHead.Quantiles, quantiles.Model.Head, "levels say that they are quantiles");
        CollectionAssert.AreEqual(levels, quantiles.Model.QuantileLevels.ToArray());
        CollectionAssert.AreEqual(levels, SafetensorsBytes.Load(SafetensorsBytes.Save(quantiles)).Model.QuantileLevels.ToArray());
        RnnTransformer ofTwo = SafetensorsBytes.Load(SafetensorsBytes.Save(Import(6, new() { QuantileLevels = levels })));
        Assert.AreEqual(HeadSpec.Quantiles(2, [.. levels]), ofTwo.Model.Network.Head);
    }

    [TestMethod]
    public void LevelsThatDoNotFitAreRefused()
    {
        Refused("3 outputs, and there are 2 levels", () => Import(3, new() { QuantileLevels = [0.1f, 0.9f] }));
        Refused("3 outputs, and there are 0 levels", () => Import(3, new() { Head = RnnHead.Quantiles }));
        Refused("the head is LinearVector, which has no levels",
            () => Import(2, new() { Head = RnnHead.LinearVector, QuantileLevels = [0.1f, 0.9f] }));
        Refused("1 output, which is ambiguous", () => Import(1, new()));
        byte[] file = SafetensorsBytes.Save(Import(2, new() { QuantileLevels = [0.1f, 0.9f] }));
        InvalidDataException other =
            Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsBytes.Load(file, new() { QuantileLevels = [0.2f, 0.9f] }));
        StringAssert.Contains(other.Message, "QuantileLevels is [0.2, 0.9], but the file's metadata say [0.1, 0.9]");
        foreach (float[] levels in new float[][] { [], [0.5f, 0.5f], [0], [1], [float.NaN] })
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RnnImportOptions { QuantileLevels = levels });

        static void Refused(string reason, Action import) =>
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(import).Message, reason);
    }

    private static RnnTransformer Import(int outputs, RnnImportOptions options) => RnnTransformer.FromKeras(
        new MLContext(), [new RnnKerasLayer(new float[3, 4], new float[4, 4])], new float[4, outputs], new float[outputs], options);
}
