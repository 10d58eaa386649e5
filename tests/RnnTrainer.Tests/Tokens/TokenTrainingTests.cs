using System.Numerics;
using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Tokens;

/// <summary>Keys as features, from texts to the loaded model.</summary>
[TestClass]
public sealed class TokenTrainingTests
{
    [TestMethod]
    public void ATextWithWordsNeverSeenIsScoredByTheLoadedModel()
    {
        MLContext ml = new(1);
        IDataView texts = ml.Data.LoadFromEnumerable(TokenRows.Texts(120));
        ITransformer model = TokenRows.Pipeline(ml)
            .Append(ml.MulticlassClassification.Trainers.Rnn(TokenRows.Options with { TokenDropout = 0.1f, Epochs = 15 }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Answer", "PredictedLabel")).Fit(texts);

        using MemoryStream stream = new();
        ml.Model.Save(model, texts.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        CollectionAssert.AreEqual(TokenRows.Scores(model.Transform(texts)), TokenRows.Scores(loaded.Transform(texts)));

        using PredictionEngine<TokenRows.Row, Worded> engine = ml.Model.CreatePredictionEngine<TokenRows.Row, Worded>(loaded);
        Assert.AreEqual("nein", engine.Predict(new() { Text = "never seen nein these" }).Answer);
        Assert.AreEqual("vielleicht", engine.Predict(new() { Text = "vielleicht a b unheard" }).Answer);
        // No word is no step: there is nothing to say of it.
        Assert.IsTrue(engine.Predict(new() { Text = "" }).Score.All(float.IsNaN));
    }

    [TestMethod]
    public void TheEstimatorKeepsItsContract()
    {
        MLContext ml = new(1);
        IDataView data = TokenRows.Data(ml, 40), padded = TokenRows.Padded(ml, data, 10);
        RnnOptions options = TokenRows.Options with { Epochs = 1 };
        EstimatorContract.Check(ml, new RnnEstimator(ml, options), data,
            new("no feature column", ml.Transforms.DropColumns("Features").Fit(data).Transform(data)),
            new("features are text", ml.Transforms.CopyColumns("Features", "Name").Fit(data).Transform(data)));
        EstimatorContract.Check(ml, new RnnEstimator(ml, options with { LengthColumnName = "Steps" }), padded);
        IDataView rows = ml.Data.LoadFromEnumerable(TokenRows.Numbers(40));
        IDataView numbers = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(rows).Transform(rows);
        EstimatorContract.Check(ml, new RnnEstimator(ml, options with { VocabularySize = 11 }), numbers,
            new EstimatorContract.Refused("numbers that are no integers",
                ml.Transforms.Conversion.ConvertType("Features").Fit(numbers).Transform(numbers)));
    }

    [TestMethod]
    public void PaddedAndRaggedRowsGiveTheSameNetworkAndScores()
    {
        MLContext ml = new(1);
        IDataView ragged = TokenRows.Data(ml), padded = TokenRows.Padded(ml, ragged, 12);
        foreach (RnnEngine engine in new[] { RnnEngine.Kernels, RnnEngine.Torch })
        {
            RnnOptions options = TokenRows.Options with { Engine = engine, Shuffle = false, Epochs = 2 };
            RnnTransformer a = new RnnEstimator(ml, options).Fit(ragged);
            RnnTransformer b = new RnnEstimator(ml, options with { LengthColumnName = "Steps" }).Fit(padded);
            float difference = a.Model.Parameters.ToArray().Zip(b.Model.Parameters.ToArray(), (x, y) => Math.Abs(x - y)).Max();
            Assert.AreEqual(0, difference, 1e-6, $"{engine}");
            float[] scores = TokenRows.Scores(b.Transform(padded));
            IDataView more = TokenRows.Padded(ml, ragged, 20);
            CollectionAssert.AreEqual(scores, TokenRows.Scores(b.Transform(more)), "more padding changes nothing");
            CollectionAssert.AreEqual(scores, TokenRows.Scores(b.Transform(ragged)), "a vector of unknown size needs no length");
        }
    }

    [TestMethod]
    public void KeysOfEveryTypeAndNumbersFromZeroAreTheSameTokens()
    {
        MLContext ml = new(1);
        TokenRows.NumberRow[] rows = TokenRows.Numbers(60);
        float[][] numbers =
        [
            OfNumbers<int>(ml, rows), OfNumbers<uint>(ml, rows), OfNumbers<byte>(ml, rows), OfNumbers<sbyte>(ml, rows),
            OfNumbers<short>(ml, rows), OfNumbers<ushort>(ml, rows), OfNumbers<long>(ml, rows), OfNumbers<ulong>(ml, rows),
        ];
        foreach (float[] scores in numbers)
            CollectionAssert.AreEqual(numbers[0], scores);

        // Keys count from 1: a table with one row more, whose first is never used.
        float[][] keys = [OfKeys<byte>(ml, rows), OfKeys<ushort>(ml, rows), OfKeys<uint>(ml, rows), OfKeys<ulong>(ml, rows)];
        foreach (float[] scores in keys)
            CollectionAssert.AreEqual(keys[0], scores);
    }

    [TestMethod]
    public void BothEnginesLearnTheSame()
    {
        MLContext ml = new(1);
        IDataView data = TokenRows.Data(ml);
        RnnOptions options = TokenRows.Options with
        {
            TokenDropout = 0.2f,
            Bidirectional = true,
            ClipNorm = 0.1f,
            Optimizer = new RnnAdamW { WeightDecay = 0.1 },
            WeightAveraging = new RnnEma { Decay = 0.9f },
            ValidationFraction = 0.2f,
            Epochs = 4,
        };
        RnnTransformer kernels = new RnnEstimator(ml, options with { Threads = 1 }).Fit(data);
        RnnTransformer torch = new RnnEstimator(ml, options with { Engine = RnnEngine.Torch }).Fit(data);
        Assert.AreEqual(torch.History[^1].Loss, kernels.History[^1].Loss, 1e-4);
        Assert.AreEqual(torch.History[^1].ValidationLoss!.Value, kernels.History[^1].ValidationLoss!.Value, 1e-3);
        foreach (int threads in new[] { 2, 3 })
        {
            RnnTransformer several = new RnnEstimator(ml, options with { Threads = threads }).Fit(data);
            CollectionAssert.AreEqual(kernels.Model.Parameters.ToArray(), several.Model.Parameters.ToArray());
        }
    }

    /// <summary>Validated and returned is the average of all rows, those too that no later batch used.</summary>
    [TestMethod]
    public void TheAverageThatIsValidatedIsTheOneThatIsReturned()
    {
        MLContext ml = new(1);
        IDataView data = TokenRows.Data(ml);
        RnnTransformer model = new RnnEstimator(ml, TokenRows.Options with { WeightAveraging = new RnnEma(), BatchSize = 2, Epochs = 3 })
            .Fit(data, data);
        double loss = ml.MulticlassClassification.Evaluate(model.Transform(data)).LogLoss;
        Assert.AreEqual(loss, model.History[^1].ValidationLoss!.Value, 1e-5);
    }

    [TestMethod]
    public void OnlyTheRowsOfTokensThatWereReadMove()
    {
        MLContext ml = new(1);
        TokenRows.NumberRow[] rows = TokenRows.Numbers(60);
        IDataView numbers = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(ml.Data.LoadFromEnumerable(rows))
            .Transform(ml.Data.LoadFromEnumerable(rows));
        RnnOptions options = TokenRows.Options with { VocabularySize = 30, Epochs = null, Optimizer = new RnnAdamW { WeightDecay = 0.1 } };
        float[] one = new RnnEstimator(ml, options with { Steps = 1 }).Fit(numbers).Model.GetParameter("embedding.weight").ToArray();
        float[] many = new RnnEstimator(ml, options with { Steps = 50 }).Fit(numbers).Model.GetParameter("embedding.weight").ToArray();
        for (int token = 0; token < 30; token++)
            Assert.AreEqual(token >= 11, one.AsSpan(token * 6, 6).SequenceEqual(many.AsSpan(token * 6, 6)), $"token {token}");
    }

    [TestMethod]
    public void TokenDropoutTeachesTheRowOfUnknownWords()
    {
        MLContext ml = new(1);
        IDataView data = TokenRows.Data(ml);
        RnnOptions options = TokenRows.Options with { Epochs = null, Steps = 20 };
        RnnTransformer without = new RnnEstimator(ml, options).Fit(data);
        RnnTransformer with = new RnnEstimator(ml, options with { TokenDropout = 0.3f }).Fit(data);
        float[] drawn = new RnnEstimator(ml, options with { Steps = 1 }).Fit(data).Model.GetParameter("embedding.weight")[..6].ToArray();
        CollectionAssert.AreEqual(drawn, without.Model.GetParameter("embedding.weight")[..6].ToArray());
        CollectionAssert.AreNotEqual(drawn, with.Model.GetParameter("embedding.weight")[..6].ToArray());
    }

    [TestMethod]
    public void TheDefaultSizeFollowsFromTheNumberOfTokens()
    {
        MLContext ml = new(1);
        RnnTransformer model = new RnnEstimator(ml, TokenRows.Options with { EmbeddingSize = null, Epochs = 1 }).Fit(TokenRows.Data(ml));
        Assert.AreEqual((12, 6), (model.Model.TokenCount, model.Model.EmbeddingSize)); // 1.6 x 12^0.56 = 6.4
        StringAssert.Contains(model.ToString(), "Embedding");
        (int, int)[] expected = [(2, 2), (100, 21), (900, 72), (3000, 128), (1 << 24, 128), (1, 2)];
        foreach ((int tokens, int size) in expected)
            Assert.AreEqual(size, RnnTrainer.Data.TokenTable.DefaultSize(tokens), $"{tokens}");
    }

    [TestMethod]
    public void EveryTaskReadsTokens()
    {
        MLContext ml = new(1);
        IDataView data = TokenRows.Data(ml);
        IDataView answers = ml.Transforms.Expression("Label", "name => name == \"ja\"", "Name").Fit(data).Transform(data);
        RnnTransformer binary = new RnnBinaryEstimator(ml, TokenRows.Options with { Epochs = 20 }).Fit(answers);
        Assert.IsGreaterThan(0.9, ml.BinaryClassification.Evaluate(binary.Transform(answers)).Accuracy);
        IDataView numbers = ml.Transforms.Expression("Label", "name => single(name == \"ja\" ? 5 : -3)", "Name").Fit(data).Transform(data);
        RnnTransformer regression = new RnnRegressionEstimator(ml, TokenRows.Options with { Epochs = 20 }).Fit(numbers);
        Assert.IsGreaterThan(0.5, ml.Regression.Evaluate(regression.Transform(numbers)).RSquared);
        IDataView steps = ml.Transforms.CopyColumns("Label", "Features").Fit(data).Transform(data);
        RnnTransformer each = new RnnEstimator(ml, TokenRows.Options with { ReturnSequences = true, Epochs = 20 }).Fit(steps);
        Assert.IsGreaterThan(0.95, each.History[^1].Accuracy);
    }

    private static float[] OfNumbers<T>(MLContext ml, TokenRows.NumberRow[] rows) where T : INumberBase<T>
    {
        IDataView data = Typed<T>(ml, rows, NumberTypeOf<T>(), first: 0);
        RnnTransformer model = new RnnEstimator(ml, TokenRows.Options with { VocabularySize = 11, Epochs = 2 }).Fit(data);
        Assert.AreEqual((11, 6), (model.Model.TokenCount, model.Model.EmbeddingSize));
        return TokenRows.Scores(model.Transform(data));
    }

    private static float[] OfKeys<T>(MLContext ml, TokenRows.NumberRow[] rows) where T : INumberBase<T>
    {
        IDataView data = Typed<T>(ml, rows, new KeyDataViewType(typeof(T), 11), first: 1);
        RnnTransformer model = new RnnEstimator(ml, TokenRows.Options with { Epochs = 2 }).Fit(data);
        Assert.AreEqual((12, 6), (model.Model.TokenCount, model.Model.EmbeddingSize));
        return TokenRows.Scores(model.Transform(data));
    }

    private static IDataView Typed<T>(MLContext ml, TokenRows.NumberRow[] rows, PrimitiveDataViewType type, int first)
        where T : INumberBase<T>
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(KeyRow<T>));
        schema["Features"].ColumnType = new VectorDataViewType(type);
        IDataView view = ml.Data.LoadFromEnumerable(rows.Select(row => new KeyRow<T>
        {
            Features = [.. row.Features.Select(token => T.CreateChecked(token + first))],
            Name = row.Name,
        }), schema);
        return ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(view).Transform(view);
    }

    private static PrimitiveDataViewType NumberTypeOf<T>() => (PrimitiveDataViewType)((VectorDataViewType)
        new MLContext().Data.LoadFromEnumerable([new KeyRow<T>()]).Schema["Features"].Type).ItemType;

    private sealed class KeyRow<T>
    {
        public T[] Features { get; set; } = [];

        public string Name { get; set; } = "";
    }

    private sealed class Worded
    {
        public string Answer { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
