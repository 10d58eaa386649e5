using RnnTrainer.Network;

namespace RnnTrainer.Tests.Model;

/// <summary>What Fit accepts, Save writes and Load reads, with equal bits: over drawn schemas, labels, options and histories.</summary>
[TestClass]
public sealed class SaveAndLoadLawTests
{
    private const int Values = 12, Cases = 320;

    // Of 12 values a row, or unknown; some go with some options only.
    private static readonly int[][] Schemas =
    [
        [6, 2], [1, 1, 6, 2], [3, 2, 2], [12], [12, 1], [1, 12], [.. Enumerable.Repeat(1, 20), 6, 2],
        [0], [0, 2], [6, 0], [0, 0], [1, 0, 2], [0, 3, 2], [2, 0, 2], [.. Enumerable.Repeat(1, 20), 0, 2], [.. Enumerable.Repeat(0, 18)],
    ];

    private static readonly string[] Labels =
    [
        nameof(Row.Text), nameof(Row.Flag), nameof(Row.Small), nameof(Row.Large), nameof(Row.Single), nameof(Row.Double),
        nameof(Row.Day), nameof(Row.Moment), nameof(Row.Span), nameof(Row.Bare),
    ];

    [TestMethod]
    [DataRow(1)]
    public void WhatFitAcceptsIsSavedAndLoadedWithEqualBits(int seed)
    {
        Random random = new(seed);
        int accepted = 0;
        HashSet<string> schemas = [];
        for (int i = 0; i < Cases; i++)
        {
            MLContext ml = new(1);
            int[] dimensions = Schemas[i % Schemas.Length];
            IDataView data = Data(ml, Pick(random, Labels), dimensions);
            RnnOptions options = Draw(random);
            RnnTransformer fitted;
            try
            {
                fitted = new RnnEstimator(ml, options).Fit(data);
            }
            catch (Exception exception) when (exception is RnnColumnException or RnnRowException)
            {
                continue; // the drawn options do not go with the drawn schema, or its promise with the rows
            }
            accepted++;
            schemas.Add(string.Join(' ', dimensions));
            CheckSaved(ml, fitted, data, $"case {i}: [{string.Join(", ", dimensions)}], {options}");
        }
        Assert.IsGreaterThan(Cases / 3, accepted);
        Assert.HasCount(Schemas.Length, schemas, "every schema is accepted with some options");
    }

    [TestMethod]
    public void LabelsThatNoFileKeepsAreRefusedByFit()
    {
        MLContext ml = new(1);
        VectorRows.Row[] rows = VectorRows.Of(12, 12);
        rows[0].Name = "half of a pair: \ud800";
        string message = Assert.ThrowsExactly<InvalidOperationException>(
            () => new RnnEstimator(ml, ToySequences.Options).Fit(VectorRows.Data(ml, rows, 6, 2))).Message;
        StringAssert.Contains(message, "surrogate pair");
        Assert.Throws<ArgumentException>(() => new RnnOptions { FeatureColumnName = "\ud800" });
    }

    private static void CheckSaved(MLContext ml, RnnTransformer fitted, IDataView data, string what)
    {
        using MemoryStream stream = new();
        ml.Model.Save(fitted, data.Schema, stream);
        stream.Position = 0;
        ITransformer model = new MLContext().Model.Load(stream, out _);
        RnnTransformer loaded = model as RnnTransformer ?? (RnnTransformer)((IEnumerable<ITransformer>)model).Single();
        Assert.AreEqual(fitted.FeatureColumnType, loaded.FeatureColumnType, what);
        Assert.AreEqual(
            (fitted.FeatureColumnName, fitted.LengthColumnName, fitted.LabelColumnName),
            (loaded.FeatureColumnName, loaded.LengthColumnName, loaded.LabelColumnName), what);
        Assert.AreEqual(fitted.Model.Network, loaded.Model.Network, what);
        CollectionAssert.AreEqual(fitted.History.ToArray(), loaded.History.ToArray(), what);
        Assert.AreEqual(fitted.BestEpoch, loaded.BestEpoch, what);
        CollectionAssert.AreEqual(fitted.Model.LabelValues.ToArray(), loaded.Model.LabelValues.ToArray(), what);
        CollectionAssert.AreEqual(Kinds(fitted), Kinds(loaded), what);
        CollectionAssert.AreEqual(Bits(fitted.Model.Parameters.ToArray()), Bits(loaded.Model.Parameters.ToArray()), what);
        CollectionAssert.AreEqual(Bits(Scores(fitted, data)), Bits(Scores(loaded, data)), what);

        using MemoryStream tensors = new();
        fitted.SaveAsSafetensors(tensors);
        tensors.Position = 0;
        RnnTransformer imported = RnnTransformer.FromSafetensors(ml, tensors);
        Assert.AreEqual(fitted.FeatureColumnType, imported.FeatureColumnType, what);
        CollectionAssert.AreEqual(Bits(Scores(fitted, data)), Bits(Scores(imported, data)), what);

        static float[] Scores(RnnTransformer network, IDataView data) =>
            [.. network.Transform(data).GetColumn<float[]>("Score").SelectMany(row => row)];
        static uint[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToUInt32Bits)];
        static DateTimeKind[] Kinds(RnnTransformer network) => [.. network.Model.LabelValues.OfType<DateTime>().Select(date => date.Kind)];
    }

    private static RnnOptions Draw(Random random)
    {
        RnnCell cell = Pick(random, Enum.GetValues<RnnCell>());
        int? size = Pick(random, new int?[] { null, 2, 2, 4, 1 });
        return new RnnOptions
        {
            Cell = cell,
            Activation = cell == RnnCell.Rnn ? Pick(random, Enum.GetValues<RnnActivation>()) : RnnActivation.Tanh,
            HiddenSize = random.Next(1, 5),
            Layers = random.Next(1, 3),
            Bidirectional = random.Next(2) == 0,
            Pooling = (RnnPooling)random.Next(1, (int)PoolingSummaries.Joined + 1),
            Normalization = Pick(random, Enum.GetValues<RnnNormalization>()),
            BlockSteps = random.Next(5),
            MissingValues = Pick(random, Enum.GetValues<RnnMissingValues>()),
            InputSize = size,
            TimeSteps = random.Next(4) == 0 ? Values / (size ?? 2) : null,
            LengthColumnName = random.Next(3) == 0 ? nameof(Row.Steps) : null,
            Epochs = random.Next(1, 4),
            BatchSize = 4,
            ValidationFraction = random.Next(2) == 0 ? 0.25f : null,
            Seed = random.Next(),
        };
    }

    private static IDataView Data(MLContext ml, string label, int[] dimensions)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        IDataView view = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 16).Select(i => new Row(i)), schema);
        return label == nameof(Row.Bare) ? ml.Transforms.CopyColumns("Label", label).Fit(view).Transform(view)
            : ml.Transforms.Conversion.MapValueToKey("Label", label).Fit(view).Transform(view);
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private sealed class Row(int i)
    {
        private static readonly DateTime NewYear = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

        public float[] Features { get; } = [.. Enumerable.Range(0, Values).Select(k => (i % 2) + (i * 31 + k * 17) % 10 / 10f)];

        public int Steps { get; } = 1;

        public string Text { get; } = i % 2 == 0 ? "a\0 b" : "ß\U0001f600";

        public bool Flag { get; } = i % 2 == 0;

        public sbyte Small { get; } = (sbyte)(i % 2 == 0 ? sbyte.MinValue : 3);

        public ulong Large { get; } = i % 2 == 0 ? ulong.MaxValue : 0;

        public float Single { get; } = i % 2 == 0 ? -0f : float.Epsilon;

        public double Double { get; } = i % 2 == 0 ? double.MaxValue : 0.1;

        // Local times, one of them in the hour that many zones leave out.
        public DateTime Day { get; } =
            DateTime.SpecifyKind(i % 2 == 0 ? new DateTime(2026, 3, 29, 2, 30, 0) : NewYear, (DateTimeKind)(1 + i % 2));

        public DateTimeOffset Moment { get; } = new(NewYear.AddDays(i % 2), TimeSpan.FromHours(-7));

        public TimeSpan Span { get; } = i % 2 == 0 ? TimeSpan.MinValue : TimeSpan.FromTicks(1);

        [KeyType(2)]
        public uint Bare { get; } = (uint)(i % 2);
    }
}
