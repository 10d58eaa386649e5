namespace RnnTrainer.Tests.Model;

/// <summary>Models that hold how their inputs are read: blocks of steps and gaps, and tokens with their words.</summary>
[TestClass]
public sealed class GoldenInputTests
{
    private const string Blocks = "rnn-v1.3-blocks", Tokens = "rnn-v1.3-tokens";

    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void AModelOfBlocksAndGapsStillLoadsAndScoresAlike()
    {
        RnnModel model = LoadAlike(Blocks, Gapped(20, seed: 5));
        Assert.AreEqual((2, RnnMissingValues.Mean, RnnNormalization.MinMax), (model.BlockSteps, model.MissingValues, model.Normalization));
    }

    [TestMethod]
    public void AModelOfTokensStillLoadsAndScoresAlike()
    {
        RnnModel model = LoadAlike(Tokens, Ml.Data.LoadFromEnumerable(TokenRows.Texts(20, seed: 5)));
        Assert.AreEqual((12, 6), (model.TokenCount, model.EmbeddingSize));
        CollectionAssert.AreEquivalent(
            new object[] { "ja", "nein", "vielleicht", "a", "b", "c", "d", "e", "f", "g", "h" }, model.TokenValues.ToArray());
    }

    [TestMethod]
    public void AFreshProcessScoresTokensAlike()
    {
        using TemporaryFolder folder = new();
        string texts = folder.PathOf("texts.tsv"), model = folder.PathOf("model.zip");
        File.WriteAllLines(texts, TokenRows.Texts(60).Select(row => $"{row.Text} unseen\t{row.Name}"));
        TextLoader loader = Ml.Data.CreateTextLoader(
            [new("Text", DataKind.String, 0), new("Name", DataKind.String, 1)], separatorChar: '\t');
        IDataView rows = loader.Load(texts);
        ITransformer trained = Pipeline().Fit(Ml.Data.TakeRows(rows, 50));
        Ml.Model.Save(trained, loader, model);

        ChildProcess child = ChildProcess.Program("tests/ModelLoader", "ModelLoader", model, texts).Succeeded();
        Assert.AreEqual($"transform: {trained.Transform(rows).Numbers().Bits()}", child.Lines[0]);
    }

    [TestMethod]
    [Ignore("Made rnn-v1.3-blocks and rnn-v1.3-tokens; run by hand, with other names, when the format of inputs changes.")]
    public void Make()
    {
        RnnOptions options = ToySequences.Options with
        {
            BlockSteps = 2,
            MissingValues = RnnMissingValues.Mean,
            Normalization = RnnNormalization.MinMax,
        };
        IDataView gapped = Gapped(90, seed: 1);
        Save(Blocks, Ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(Ml.MulticlassClassification.Trainers.Rnn(options)).Fit(gapped), gapped, Gapped(20, seed: 5));
        IDataView texts = Ml.Data.LoadFromEnumerable(TokenRows.Texts(90));
        Save(Tokens, Pipeline().Fit(texts), texts, Ml.Data.LoadFromEnumerable(TokenRows.Texts(20, seed: 5)));
    }

    private static void Save(string name, ITransformer model, IDataView train, IDataView rows)
    {
        Ml.Model.Save(model, train.Schema, GoldenScores.PathOf(name));
        GoldenScores.Write(name, Scores(model, rows));
    }

    private static IEstimator<ITransformer> Pipeline() => TokenRows.Pipeline(Ml)
        .Append(Ml.MulticlassClassification.Trainers.Rnn(TokenRows.Options with { Pooling = RnnPooling.Last, Epochs = 3 }));

    private static IDataView Gapped(int count, int seed)
    {
        ToySequences.Row[] rows = ToySequences.Rows(count, seed);
        for (int i = 0; i < rows.Length; i += 2)
            rows[i].Features[i % rows[i].Features.Length] = float.NaN;
        return Ml.Data.LoadFromEnumerable(rows);
    }

    private static RnnModel LoadAlike(string name, IDataView rows)
    {
        ITransformer model = Ml.Model.Load(GoldenScores.PathOf(name), out _);
        GoldenScores.AreThoseOf(name, Scores(model, rows));
        return ((IEnumerable<ITransformer>)model).OfType<RnnTransformer>().Single().Model;
    }

    private static float[][] Scores(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float[]>("Score")];
}
