namespace RnnTrainer.Tests.Reports;

/// <summary>Networks with rows to report on, of each kind of page.</summary>
internal static class ReportedNetworks
{
    private static readonly string[] Shapes = ["sine", "saw & tooth", "<b>square</b>", "triangle"];
    private static readonly string[] Cities = ["Oslo", "Bern", "Lima", "Rome"], Names = ["Ann", "Bob", "Eve"];
    private static readonly string[] Others = ["and", "in", "met", "saw", "the"];

    /// <summary>A network, and rows with its features and labels.</summary>
    public sealed record Reported(RnnTransformer Network, IDataView Rows);

    /// <summary>A sine among four, with more or less noise.</summary>
    public sealed class Wave
    {
        public float[] Features { get; set; } = [];

        public string Shape { get; set; } = "";

        public bool IsSine { get; set; }

        public float Height { get; set; }

        public string Name { get; set; } = "";
    }

    /// <summary>Words with a label each, in BIO form.</summary>
    public sealed class Sentence
    {
        public string[] Words { get; set; } = [];

        public string[] Tags { get; set; } = [];
    }

    /// <summary>Words with one answer.</summary>
    public sealed class Text
    {
        public string[] Words { get; set; } = [];

        public bool Label { get; set; }
    }

    /// <summary>Shapes of waves, with names that want to be escaped.</summary>
    public static Reported Classes(MLContext ml, int rows)
    {
        ITransformer keys = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Wave.Shape)).Fit(Waves(ml, 200, 1));
        RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(Options(16)).Fit(keys.Transform(Waves(ml, 200, 1)));
        return new(network, keys.Transform(Waves(ml, rows, 2)));
    }

    /// <summary>Whether a wave is a sine.</summary>
    public static Reported YesNo(MLContext ml, int rows) => new(
        ml.BinaryClassification.Trainers.Rnn(Options(16) with { LabelColumnName = nameof(Wave.IsSine) }).Fit(Waves(ml, 200, 1)),
        Waves(ml, rows, 2));

    /// <summary>How high a wave is.</summary>
    public static Reported Numbers(MLContext ml, int rows) => new(
        ml.Regression.Trainers.Rnn(Options(8) with { LabelColumnName = nameof(Wave.Height) }).Fit(Waves(ml, 200, 1)), Waves(ml, rows, 2));

    /// <summary>The same as quantiles.</summary>
    public static Reported Quantiles(MLContext ml, int rows)
    {
        RnnLoss loss = RnnLoss.Quantiles(0.1f, 0.25f, 0.5f, 0.75f, 0.9f);
        RnnOptions options = Options(8) with
        {
            LabelColumnName = nameof(Wave.Height),
            Loss = loss,
            Pooling = RnnPooling.Last | RnnPooling.Attention,
        };
        return new(ml.Regression.Trainers.Rnn(options).Fit(Waves(ml, 200, 1)), Waves(ml, rows, 2));
    }

    /// <summary>Cities and people in sentences.</summary>
    public static Reported Chunks(MLContext ml, int rows)
    {
        IDataView sentences = ml.Data.LoadFromEnumerable(Sentences(200, 1));
        ITransformer keys = ml.Transforms.Conversion.MapValueToKey("Features", nameof(Sentence.Words))
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", nameof(Sentence.Tags))).Fit(sentences);
        RnnOptions options = Options(8) with { ReturnSequences = true, EmbeddingSize = 4, Epochs = 8 };
        RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(options).Fit(keys.Transform(sentences));
        return new(network, keys.Transform(ml.Data.LoadFromEnumerable(Sentences(rows, 2))));
    }

    /// <summary>Whether a sentence speaks of a city before any person, read with attention.</summary>
    public static Reported Words(MLContext ml, int rows)
    {
        IDataView Labelled(int count, int seed) => ml.Data.LoadFromEnumerable(Sentences(count, seed).Select(sentence =>
            new Text { Words = sentence.Words, Label = sentence.Tags.First(tag => tag != "O") == "B-city" }));
        ITransformer keys = ml.Transforms.Conversion.MapValueToKey("Features", nameof(Text.Words)).Fit(Labelled(200, 1));
        RnnOptions options = Options(8) with { Pooling = RnnPooling.Attention, EmbeddingSize = 4, Epochs = 8 };
        RnnTransformer network = ml.BinaryClassification.Trainers.Rnn(options).Fit(keys.Transform(Labelled(200, 1)));
        return new(network, keys.Transform(Labelled(rows, 2)));
    }

    private static RnnOptions Options(int units) => new()
    {
        Cell = RnnCell.Gru,
        HiddenSize = units,
        BatchSize = 20,
        Epochs = 12,
        LearningRate = 0.01f,
        ValidationFraction = 0.2f,
        Seed = 1,
    };

    private static IDataView Waves(MLContext ml, int count, int seed)
    {
        Random random = new(seed);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Wave));
        schema[nameof(Wave.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 24, 1);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            double height = 1 + random.NextDouble(), phase = random.NextDouble();
            return new Wave
            {
                Features = [.. Enumerable.Range(0, 24).Select(t =>
                    (float)(height * Shape(i % 4, phase + t / 8.0) + 0.9 * (random.NextDouble() - 0.5)))],
                Shape = Shapes[i % 4],
                IsSine = i % 4 == 0,
                Height = (float)height,
                Name = $"wave <{i}>",
            };
        }), schema);
    }

    private static double Shape(int kind, double turns)
    {
        double place = turns - Math.Floor(turns);
        return kind switch
        {
            0 => Math.Sin(2 * Math.PI * place),
            1 => 2 * place - 1,
            2 => place < 0.5 ? 1 : -1,
            var _ => 1 - 4 * Math.Abs(place - 0.5),
        };
    }

    private static Sentence[] Sentences(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            List<(string Word, string Tag)> words = [];
            for (int part = 0; part < 2 + random.Next(3); part++)
            {
                words.Add((Others[random.Next(Others.Length)], "O"));
                if (random.Next(2) == 0)
                    words.Add((Names[random.Next(Names.Length)], "B-person"));
                else
                    words.AddRange([("New", "B-city"), (Cities[random.Next(Cities.Length)], "I-city")]);
            }
            // By chance a word is another.
            return new Sentence
            {
                Words = [.. words.Select(word => random.Next(9) == 0 ? "<i>" : word.Word)],
                Tags = [.. words.Select(word => word.Tag)],
            };
        })];
    }
}
