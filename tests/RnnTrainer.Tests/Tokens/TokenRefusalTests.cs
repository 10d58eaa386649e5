namespace RnnTrainer.Tests.Tokens;

/// <summary>What does not go with tokens is refused in words that say what to do.</summary>
[TestClass]
public sealed class TokenRefusalTests
{
    [TestMethod]
    public void OtherKeysThanThoseOfTrainingAreNotScored()
    {
        MLContext ml = new(1);
        IDataView data = TokenRows.Data(ml);
        RnnTransformer model = new RnnEstimator(ml, TokenRows.Options with { Epochs = 1 }).Fit(data);
        IDataView texts = ml.Data.LoadFromEnumerable(TokenRows.Texts(90, seed: 5));
        IDataView others = TokenRows.Pipeline(ml).Fit(texts).Transform(texts), fewer = TokenRows.Pipeline(ml)
            .Fit(ml.Data.LoadFromEnumerable(TokenRows.Texts(2))).Transform(texts);
        RnnInputException other = Assert.ThrowsExactly<RnnInputException>(() => model.Transform(others));
        StringAssert.Contains(other.Message, "for key 1, but training had '");
        RnnInputException few = Assert.ThrowsExactly<RnnInputException>(() => model.Transform(fewer));
        StringAssert.Contains(few.Message, "keys, but this network was trained on 11");
        RnnEstimator estimator = new(ml, TokenRows.Options);
        Assert.AreEqual("Features", Assert.ThrowsExactly<RnnInputException>(() => estimator.Fit(data, others)).ColumnName);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => estimator.Fit(others, model)).Message, "token 1 is '");

        IDataView numbers = ml.Transforms.Conversion.MapKeyToVector("Features").Fit(data).Transform(data);
        RnnColumnException noKeys = Assert.ThrowsExactly<RnnColumnException>(() => model.Transform(numbers));
        StringAssert.Contains(noKeys.Message, "wanted: a vector of keys");
    }

    [TestMethod]
    public void ATokenOutsideTheVocabularyIsNamedWithItsRow()
    {
        MLContext ml = new(1);
        TokenRows.NumberRow[] rows = TokenRows.Numbers(30);
        RnnEstimator estimator = new(ml, TokenRows.Options with { VocabularySize = 11, Epochs = 1 });
        RnnTransformer model = estimator.Fit(View(rows));
        foreach (int wrong in new[] { 11, -1, int.MaxValue })
        {
            TokenRows.NumberRow[] changed = [.. TokenRows.Numbers(30)];
            changed[17].Features[0] = wrong;
            IDataView view = View(changed);
            foreach (Action read in new Action[] { () => estimator.Fit(view), () => TokenRows.Scores(model.Transform(view)) })
            {
                RnnRowException refused = Assert.ThrowsExactly<RnnRowException>(read);
                Assert.AreEqual((18L, "Features"), (refused.Row, refused.ColumnName));
                StringAssert.Contains(refused.Message, "the network knows the tokens 0 to 10");
            }
        }

        IDataView View(TokenRows.NumberRow[] given)
        {
            IDataView view = ml.Data.LoadFromEnumerable(given);
            return ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(ml.Data.LoadFromEnumerable(rows)).Transform(view);
        }
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(-0.5f)]
    [DataRow(1.5f)]
    [DataRow(11f)]
    public void ASequenceOfNoTokensIsNotScoredStepByStep(float token)
    {
        MLContext ml = new(1);
        IDataView numbers = ml.Data.LoadFromEnumerable(TokenRows.Numbers(30));
        numbers = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(numbers).Transform(numbers);
        RnnTransformer model = new RnnEstimator(ml, TokenRows.Options with { Epochs = 1, VocabularySize = 11 }).Fit(numbers);
        StringAssert.Contains(Assert.ThrowsExactly<RnnInputException>(() => model.ScoreEachStep([1, token])).Message,
            FormattableString.Invariant($"holds {token}, but this network knows tokens 0 to 10"));
    }

    [TestMethod]
    public void WordsAreToldHowToBecomeTokens()
    {
        MLContext ml = new(1);
        IDataView texts = ml.Data.LoadFromEnumerable(TokenRows.Texts(9));
        texts = TokenRows.Pipeline(ml).Fit(texts).Transform(texts);
        StringAssert.Contains(Refused("Words"), "For tokens make keys with Conversion.MapValueToKey");
        StringAssert.Contains(Refused(nameof(TokenRows.Row.Text)), "Text.TokenizeIntoWords and Conversion.MapValueToKey");

        string Refused(string column) => Assert.ThrowsExactly<RnnColumnException>(
            () => new RnnEstimator(ml, TokenRows.Options with { FeatureColumnName = column }).Fit(texts)).Message;
    }

    [TestMethod]
    public void SettingsOfNumbersAndOfTokensAreToldApart()
    {
        MLContext ml = new(1);
        IDataView tokens = TokenRows.Data(ml), numbers = ToySequences.Data(ml);
        Refused(tokens, new() { Normalization = RnnNormalization.MinMax }, nameof(RnnOptions.Normalization));
        Refused(tokens, new() { Augmentation = new() { Noise = 0.1f } }, nameof(RnnOptions.Augmentation));
        Refused(tokens, new() { BlockSteps = 2 }, nameof(RnnOptions.BlockSteps));
        Refused(tokens, new() { MissingValues = RnnMissingValues.Mean }, nameof(RnnOptions.MissingValues));
        Refused(tokens, new() { VocabularySize = 12 }, nameof(RnnOptions.VocabularySize));
        Refused(tokens, new() { EmbeddingSize = 100_000_000 }, nameof(RnnOptions.EmbeddingSize));
        Refused(numbers, new() { EmbeddingSize = 4 }, nameof(RnnOptions.EmbeddingSize));
        Refused(numbers, new() { TokenDropout = 0.1f }, nameof(RnnOptions.TokenDropout));
        IDataView ids = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(ml.Data.LoadFromEnumerable(TokenRows.Numbers(9)))
            .Transform(ml.Data.LoadFromEnumerable(TokenRows.Numbers(9)));
        Refused(ids, new() { VocabularySize = 12, TokenDropout = 0.1f }, nameof(RnnOptions.TokenDropout));
        Assert.ThrowsExactly<RnnColumnException>(() => new RnnEstimator(ml, new() { VocabularySize = 12 }).Fit(numbers));
        Assert.ThrowsExactly<RnnColumnException>(() => new RnnEstimator(ml, new() { InputSize = 2 }).Fit(tokens));

        void Refused(IDataView data, RnnOptions options, string name) =>
            Assert.AreEqual(name, Assert.ThrowsExactly<RnnOptionException>(() => new RnnEstimator(ml, options).Fit(data)).Option);
    }

    [TestMethod]
    public void VocabularySizeBesideKeysIsRefusedWithTheCure()
    {
        MLContext ml = new(1);
        IDataView tokens = TokenRows.Data(ml);
        RnnEstimator estimator = new(ml, TokenRows.Options with { VocabularySize = 12 });
        StringAssert.Contains(Assert.ThrowsExactly<RnnOptionException>(() => estimator.Fit(tokens)).Message,
            "whose keys define it. Leave it null.");
        StringAssert.Contains(Assert.ThrowsExactly<RnnColumnException>(
            () => new RnnEstimator(ml, TokenRows.Options with { VocabularySize = 12, FeatureColumnName = "Label" }).Fit(tokens)).Message,
            "keys are read without VocabularySize");
    }

    [TestMethod]
    public void RowsThatEndInKeyZeroGetAWarningUnlessLengthsAreGiven()
    {
        MLContext ml = new(1);
        IDataView padded = TokenRows.Padded(ml, TokenRows.Data(ml), 10);
        Assert.IsEmpty(Warnings(padded, TokenRows.Options with { LengthColumnName = "Steps" }));
        StringAssert.Contains(Warnings(padded, TokenRows.Options).Single(),
            "rows of the training data end with key 0, which counts as an unknown word");
    }

    [TestMethod]
    public void TokensThatAreAllUnknownGetAWarning()
    {
        MLContext ml = new(1);
        TokenRows.Row[] others = TokenRows.Texts(90);
        foreach (TokenRows.Row row in others)
            row.Text = row.Text.ToUpperInvariant();
        IDataView data = TokenRows.Pipeline(ml).Fit(ml.Data.LoadFromEnumerable(TokenRows.Texts(90)))
            .Transform(ml.Data.LoadFromEnumerable(others));
        StringAssert.EndsWith(Warnings(data, TokenRows.Options).Single(),
            "Column 'Features' holds nothing but key 0, an unknown word, in the training data. Fit MapValueToKey on data like these.");
    }

    private static List<string> Warnings(IDataView data, RnnOptions options)
    {
        MLContext ml = new(1);
        List<string> warnings = [];
        ml.Log += (_, entry) =>
        {
            if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning && entry.Message.Contains("key 0", StringComparison.Ordinal))
                warnings.Add(entry.Message);
        };
        new RnnEstimator(ml, options with { Epochs = 1 }).Fit(data);
        return warnings;
    }
}
