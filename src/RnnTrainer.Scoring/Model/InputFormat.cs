using RnnTrainer.Files;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Model;

/// <summary>
/// Writes and reads what a network makes of its inputs before the first layer, little-endian, as sections of their own, each left out where
/// nothing is done:
/// <code>
/// NORM  byte kind of normalization, the value of its enum; double offset of each input, double scale of each input, none where each
///       sequence has its own
/// MISS  byte what is made of missing values, the value of its enum
/// BLCK  int32 steps of the data in a step of the network
/// MEAN  double each input's mean, which stands for values that are not there; without it, that is 0
/// EMBD  int32 tokens, int32 numbers in the row of each, byte whether tokens are keys
/// CATG  int32 categories of a sequence; each: int32 keys, int32 numbers in the row of each
/// </code>
/// </summary>
internal static class InputFormat
{
    private const string Normalization = "NORM", Missing = "MISS", Blocks = "BLCK", Means = "MEAN", Embedding = "EMBD",
        Categories = "CATG";

    private const int CategoryBytes = 2 * sizeof(int);

    /// <summary>The sections' tags, which a reader must know.</summary>
    public static IReadOnlyList<string> Tags { get; } = [Normalization, Missing, Blocks, Means, Embedding, Categories];

    public static void Write(SectionWriter sections, InputSpec input)
    {
        if (input.Normalization.Kind != RnnNormalization.None)
            sections.Add(Normalization, writer => Write(writer, input.Normalization));
        if (input.FillsMissing)
            sections.Add(Missing, writer => writer.Write((byte)input.MissingValues));
        if (input.BlockSteps > 1)
            sections.Add(Blocks, writer => writer.Write(input.BlockSteps));
        if (input.Normalization.Means.Count > 0)
            sections.Add(Means, writer => Write(writer, input.Normalization.Means));
        if (input.Embedding is { } embedding)
            sections.Add(Embedding, writer => Write(writer, embedding));
        if (input.Categories.Count > 0)
            sections.Add(Categories, writer => Write(writer, input.Categories));
    }

    /// <summary>The inputs with what the sections say of them.</summary>
    /// <param name="sections">The sections.</param>
    /// <param name="input">The inputs without it.</param>
    /// <exception cref="FormatException">The inputs are invalid.</exception>
    public static InputSpec Read(SectionReader sections, InputSpec input)
    {
        InputNormalization normalization = sections.ReadOr(Normalization, reader => Read(reader, input.Size), InputNormalization.None) with
        {
            Means = sections.ReadOr(Means, reader => ReadNumbers(reader, input.Size, "means"), []),
        };
        if (!normalization.IsValid(input.Size))
        {
            throw new FormatException(
                $"an offset, scale or mean of its inputs is impossible, or their normalization is {normalization.Kind}");
        }
        return input with
        {
            Normalization = normalization,
            MissingValues = sections.ReadOr(Missing, ReadMissing, RnnMissingValues.Error),
            BlockSteps = sections.ReadOr(Blocks, reader => reader.ReadInt32(), 1),
            Embedding = sections.ReadOr<EmbeddingSpec?>(
                Embedding, reader => new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean()), null),
            Categories = sections.ReadOr(Categories, ReadCategories, []),
        };
    }

    private static RnnMissingValues ReadMissing(BoundedReader reader)
    {
        RnnMissingValues rule = (RnnMissingValues)reader.ReadByte();
        return Enum.IsDefined(rule) ? rule : throw new FormatException($"its rule for missing values is {(byte)rule}");
    }

    private static void Write(BinaryWriter writer, EmbeddingSpec embedding)
    {
        writer.Write(embedding.Tokens);
        writer.Write(embedding.Size);
        writer.Write(embedding.AreKeys);
    }

    private static void Write(BinaryWriter writer, ValueList<CategorySpec> categories)
    {
        writer.Write(categories.Count);
        foreach (CategorySpec category in categories)
        {
            writer.Write(category.Keys);
            writer.Write(category.Size);
        }
    }

    private static ValueList<CategorySpec> ReadCategories(BoundedReader reader)
    {
        CategorySpec[] categories = new CategorySpec[reader.ReadCount(CategoryBytes, "categories")];
        foreach (ref CategorySpec category in categories.AsSpan())
            category = new(reader.ReadInt32(), reader.ReadInt32());
        return new(categories);
    }

    private static void Write(BinaryWriter writer, InputNormalization normalization)
    {
        writer.Write((byte)normalization.Kind);
        Write(writer, normalization.Offsets);
        Write(writer, normalization.Scales);
    }

    private static InputNormalization Read(BoundedReader reader, int inputs)
    {
        RnnNormalization kind = (RnnNormalization)reader.ReadByte();
        if (!Enum.IsDefined(kind))
            throw new FormatException($"its inputs have the normalization {(byte)kind}");
        int count = InputNormalization.IsMeasured(kind) ? inputs : 0;
        return new(kind, ReadNumbers(reader, count, "offsets"), ReadNumbers(reader, count, "scales"));
    }

    private static void Write(BinaryWriter writer, ValueList<double> numbers)
    {
        foreach (double number in numbers)
            writer.Write(number);
    }

    private static ValueList<double> ReadNumbers(BoundedReader reader, int count, string what)
    {
        reader.CheckRoom(count, sizeof(double), what);
        double[] numbers = new double[count];
        foreach (ref double number in numbers.AsSpan())
            number = reader.ReadDouble();
        return new(numbers);
    }
}
