namespace RnnTrainer.Tests.Explanations;

/// <summary>Importance where sequences differ in length, hold tokens, or have inputs with names.</summary>
[TestClass]
public sealed class ImportanceOfSequencesTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static readonly string[] Telling = ["ja", "nein", "vielleicht"];

    [TestMethod]
    public void VectorsOfUnknownSizeAndOfKnownSizeWithALengthAreTheSame()
    {
        RaggedSequences.Row[] rows = Ragged(80);
        RnnOptions options = ToySequences.Options with { InputSize = 3 };
        RnnImportance[] ragged = Of(options, RaggedSequences.Data(Ml, rows));
        RnnImportance[] padded = Of(options with { LengthColumnName = "Steps" }, RaggedSequences.Padded(Ml, 9, rows));
        for (int i = 0; i < ragged.Length; i++)
        {
            Assert.AreEqual(ragged[i].Baseline, padded[i].Baseline);
            CollectionAssert.AreEqual(ragged[i].Items.ToArray(), padded[i].Items.ToArray());
        }
        Assert.HasCount(9, ragged[1].Items);

        static RnnImportance[] Of(RnnOptions options, IDataView data)
        {
            RnnTransformer network = Ml.MulticlassClassification.Trainers.Rnn(options).Fit(data);
            return [network.Importance(data), network.Importance(data, RnnImportanceBy.Steps)];
        }
    }

    // Word 0 of each text is one of those that tell its class, the others say nothing.
    [TestMethod]
    public void TokensMatterWhereTheyTellTheClass()
    {
        IDataView texts = Ml.Data.LoadFromEnumerable(Enumerable.Range(0, 120).Select(i => new TokenRows.Row
        {
            Text = string.Join(' ', [Telling[i % 3], .. Enumerable.Range(0, 1 + i % 4).Select(word => $"{"abcd"[(i * 7 + word) % 4]}")]),
            Name = $"{i % 3}",
        }));
        IDataView data = TokenRows.Pipeline(Ml).Fit(texts).Transform(texts);
        RnnTransformer network = Ml.MulticlassClassification.Trainers.Rnn(TokenRows.Options with { Epochs = 15 }).Fit(data);
        RnnImportance importance = network.Importance(data, RnnImportanceBy.Steps, new() { Metric = RnnMetric.Accuracy });
        CollectionAssert.AreEqual(
            new[] { "step 0", "step 1", "step 2", "step 3", "step 4" }, importance.Items.Select(item => item.Name).ToArray());
        Assert.IsGreaterThan(0.98, importance.Baseline);
        Assert.AreEqual(2 / 3.0, importance.Items[0].Mean, 0.12);
        Assert.IsTrue(importance.Items.Skip(1).All(item => Math.Abs(item.Mean) < 0.1));
        Assert.AreEqual("Features[0]", network.Importance(data).Items.Single().Name);
    }

    [TestMethod]
    public void InputsHaveTheNamesOfTheirColumns()
    {
        RnnOptions options = ToySequences.Options with { InputSize = 3, Epochs = 1 };
        RnnTransformer network = Ml.MulticlassClassification.Trainers.Rnn(options).Fit(ToySequences.Data(Ml));
        IDataView rows = Ml.Data.LoadFromEnumerable(ToySequences.Rows(30).SelectMany((row, number) => row.Features.Chunk(3)
            .Select(step => new StepRow { Number = number, Name = row.Name, Heat = step[0], Others = step[1..] })));
        IDataView grouped = Ml.Data.GroupIntoSequences(rows, "Number", ["Heat", "Others"], "Name");
        IDataView labelled = Ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(grouped).Transform(grouped);
        RnnTransformer ragged = Ml.MulticlassClassification.Trainers.Rnn(options).Fit(labelled);
        CollectionAssert.AreEqual(new[] { "Heat", "Others[0]", "Others[1]" }, Names(ragged, labelled));

        IDataView windows = Ml.Data.CreateWindows(rows, 4, ["Heat", "Others"], horizon: 1, targetColumn: "Heat", groupColumn: "Number");
        RnnTransformer forecast = Ml.Regression.Trainers.Rnn(options).Fit(windows);
        CollectionAssert.AreEqual(new[] { "Heat", "Others[0]", "Others[1]" }, Names(forecast, windows));

        string[] columns = ["Heat", "Damp", "Wind"];
        IDataView flat = Ml.Transforms.Concatenate("Features", [.. Enumerable.Repeat(columns, 5).SelectMany(step => step)])
            .Append(Ml.Transforms.Conversion.MapValueToKey("Label", "Name")).Fit(Flat()).Transform(Flat());
        CollectionAssert.AreEqual(columns, Names(network, flat));

        static string[] Names(RnnTransformer network, IDataView data) =>
            [.. network.Importance(data, options: new() { Repeats = 1 }).Items.Select(item => item.Name)];

        static IDataView Flat() => Ml.Data.LoadFromEnumerable(ToySequences.Rows(30)
            .Select(row => new FlatRow { Name = row.Name, Heat = row.Features[0], Damp = row.Features[1], Wind = row.Features[2] }));
    }

    private static RaggedSequences.Row[] Ragged(int count)
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int steps = 1 + random.Next(9);
            float[] features = [.. Enumerable.Range(0, 3 * steps).Select(_ => random.NextSingle() / 5)];
            features[3 * random.Next(steps) + i % 3] += 1;
            return new RaggedSequences.Row { Features = features, Name = $"{"abc"[i % 3]}", Steps = steps };
        })];
    }

    public sealed class StepRow
    {
        public int Number { get; set; }

        public string Name { get; set; } = "";

        public float Heat { get; set; }

        [VectorType(2)]
        public float[] Others { get; set; } = [];
    }

    public sealed class FlatRow
    {
        public string Name { get; set; } = "";

        public float Heat { get; set; }

        public float Damp { get; set; }

        public float Wind { get; set; }
    }
}
