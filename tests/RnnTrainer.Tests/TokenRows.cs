namespace RnnTrainer.Tests;

/// <summary>Short texts whose class is the one of three words that is in it, among others that say nothing.</summary>
internal static class TokenRows
{
    private static readonly string[] Telling = ["ja", "nein", "vielleicht"], Filling = ["a", "b", "c", "d", "e", "f", "g", "h"];

    public static RnnOptions Options { get; } = new()
    {
        Cell = RnnCell.Gru,
        HiddenSize = 8,
        EmbeddingSize = 6,
        BatchSize = 16,
        Epochs = 8,
        LearningRate = 0.02f,
        Seed = 1,
    };

    /// <summary>Texts of 1 to 9 words.</summary>
    public static Row[] Texts(int count, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            string[] words = [.. Enumerable.Range(0, 1 + random.Next(9)).Select(_ => Filling[random.Next(Filling.Length)])];
            words[random.Next(words.Length)] = Telling[i % 3];
            return new Row { Text = string.Join(' ', words), Name = Telling[i % 3], Steps = words.Length };
        })];
    }

    /// <summary>From texts to key columns "Features", a vector of unknown size, and "Label".</summary>
    public static IEstimator<ITransformer> Pipeline(MLContext ml) => ml.Transforms.Text.TokenizeIntoWords("Words", nameof(Row.Text))
        .Append(ml.Transforms.Conversion.MapValueToKey("Features", "Words"))
        .Append(ml.Transforms.Conversion.MapValueToKey("Label", nameof(Row.Name)));

    /// <summary>Texts as keys.</summary>
    public static IDataView Data(MLContext ml, int count = 90, int seed = 1)
    {
        IDataView texts = ml.Data.LoadFromEnumerable(Texts(count, seed));
        return Pipeline(ml).Fit(ml.Data.LoadFromEnumerable(Texts(90))).Transform(texts);
    }

    /// <summary>Keys without a type that says so: numbers from 0, with their classes.</summary>
    public static NumberRow[] Numbers(int count, int seed = 1)
    {
        string[] words = [.. Telling, .. Filling];
        return [.. Texts(count, seed).Select(row => new NumberRow
        {
            Features = [.. row.Text.Split(' ').Select(word => Array.IndexOf(words, word))],
            Name = row.Name,
        })];
    }

    /// <summary>The rows with keys in vectors of so many, those of shorter ones followed by key 0.</summary>
    public static IDataView Padded(MLContext ml, IDataView ragged, int steps)
    {
        uint[][] keys = [.. ragged.GetColumn<uint[]>("Features")];
        string[] names = [.. ragged.GetColumn<string>(nameof(Row.Name))];
        VectorDataViewType type = (VectorDataViewType)ragged.Schema["Features"].Type;
        SchemaDefinition schema = SchemaDefinition.Create(typeof(PaddedRow));
        schema["Features"].ColumnType = new VectorDataViewType((KeyDataViewType)type.ItemType, steps);
        IDataView rows = ml.Data.LoadFromEnumerable(keys.Select((row, i) => new PaddedRow
        {
            Features = [.. row, .. new uint[steps - row.Length]],
            Name = names[i],
            Steps = row.Length,
        }), schema);
        return ml.Transforms.Conversion.MapValueToKey("Label", nameof(Row.Name)).Fit(rows).Transform(rows);
    }

    public static float[] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)];

    public sealed class Row
    {
        public string Text { get; set; } = "";

        public string Name { get; set; } = "";

        public int Steps { get; set; }
    }

    public sealed class NumberRow
    {
        public int[] Features { get; set; } = [];

        public string Name { get; set; } = "";
    }

    public sealed class PaddedRow
    {
        public uint[] Features { get; set; } = [];

        public string Name { get; set; } = "";

        public int Steps { get; set; }
    }

    public sealed class Answer
    {
        public float[] Score { get; set; } = [];
    }
}
