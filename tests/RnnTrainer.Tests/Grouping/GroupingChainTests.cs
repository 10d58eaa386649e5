using RnnTrainer.Tests.Exchange.Onnx;

namespace RnnTrainer.Tests.Grouping;

/// <summary>A table of sensors in a file, with channels of very different scales and gaps, becomes a model that stands alone.</summary>
[TestClass]
public sealed class GroupingChainTests
{
    private static readonly string[] Features = ["Small", "Large", "Count"];

    [TestMethod]
    public void AFileInLongFormBecomesAModelThatScoresTheSameInAFreshProcess()
    {
        MLContext ml = new(1);
        using TemporaryFolder folder = new();
        TextLoader loader = LongTable.Loader(ml, ',');
        IDataView train = loader.Load(folder.Write("train.csv", LongTable.ToText(RowsWithGaps(1, 60), ',')));
        string unseen = folder.Write("unseen.csv", LongTable.ToText(RowsWithGaps(2, 25), ','));
        ITransformer model = Pipeline(ml).Fit(train);
        IDataView scored = model.Transform(loader.Load(unseen));
        Assert.IsGreaterThan(0.9, ml.MulticlassClassification.Evaluate(scored).MicroAccuracy);

        string file = folder.PathOf("model.zip");
        ml.Model.Save(model, loader, file);
        ChildProcess child = ChildProcess.Program("tests/ModelLoader", "ModelLoader", file, unseen).Succeeded();
        CollectionAssert.AreEqual(new[] { $"transform: {scored.Numbers().Bits()}" }, child.Lines);
    }

    [TestMethod]
    public void TheNetworkOfTheChainIsExportedToOnnx()
    {
        MLContext ml = new(1);
        IDataView train = ml.Data.LoadFromEnumerable(RowsWithGaps(1, 60));
        ITransformer model = Pipeline(ml).Fit(train);
        IDataView scored = model.Transform(train);
        float[][] sequences = [.. scored.GetColumn<float[]>("Features")];
        using OnnxSession session = OnnxSession.Of(((IEnumerable<ITransformer>)model).OfType<RnnTransformer>().Single());
        float[][] scores = session.Run(sequences, Features.Length, sequences.Max(row => row.Length) / Features.Length).Scores;
        float[][] expected = scored.Numbers();
        for (int i = 0; i < expected.Length; i++)
        {
            for (int k = 0; k < expected[i].Length; k++)
                Assert.AreEqual(expected[i][k], scores[i][k], 1e-5f, $"sequence {i}, class {k}");
        }
    }

    private static IEstimator<ITransformer> Pipeline(MLContext ml) => ml.Transforms.GroupIntoSequences("Machine", Features, "State", "Time")
        .Append(ml.Transforms.Conversion.MapValueToKey("Label", "State"))
        .Append(ml.MulticlassClassification.Trainers.Rnn(
            ToySequences.Options with { Epochs = 40, MissingValues = RnnMissingValues.Mean }));

    // One value in ten of either channel is missing.
    private static LongTable.Row[] RowsWithGaps(int seed, int groups)
    {
        Random random = new(seed);
        LongTable.Row[] rows = LongTable.Rows(random, groups, isInterleaved: false);
        foreach (LongTable.Row row in rows)
        {
            row.Small = random.Next(10) == 0 ? float.NaN : row.Small;
            row.Large = random.Next(10) == 0 ? double.NaN : row.Large;
        }
        return rows;
    }
}
