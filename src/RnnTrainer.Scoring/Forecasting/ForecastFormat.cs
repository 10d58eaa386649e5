using RnnTrainer.Files;
using RnnTrainer.Model;
using RnnTrainer.Values;

namespace RnnTrainer.Forecasting;

/// <summary>
/// The byte format of a saved forecast: sections (<see cref="SectionWriter"/>), little-endian:
/// <code>
/// COLS  string value column, string series column (empty: none); names of known inputs, then of past inputs: int32 how many, string each
/// FCST  int32 horizon, int32 season, int32 window, int32 rows that the network reads as one step; byte what is made of missing values;
///       int32 levels, single each; int32 targets, each: single least value, double least deviation;
///       int32 past inputs, each: double offset, double factor; int32 known inputs likewise
/// STAT  static inputs, left out where there are none: int32 how many, each: string column, int32 keys, values as LabelValueFormat says
/// and those of TrainedModelFormat
/// </code>
/// </summary>
internal static class ForecastFormat
{
    private const string Columns = "COLS", Spec = "FCST", Categories = "STAT";

    private static readonly string[] Known = [Columns, Spec, Categories, .. TrainedModelFormat.Tags];

    public static void Write(BinaryWriter payload, SavedForecast saved)
    {
        SectionWriter sections = new(payload);
        sections.Add(Columns, writer => Write(writer, saved.Columns));
        sections.Add(Spec, writer => Write(writer, saved.Spec));
        if (saved.Categories.Count > 0)
            sections.Add(Categories, writer => Write(writer, saved.Categories));
        TrainedModelFormat.Write(sections, saved.Trained);
    }

    /// <exception cref="FormatException">The bytes contradict themselves.</exception>
    public static SavedForecast Read(BoundedReader payload)
    {
        SectionReader sections = new(payload, Known);
        CategoryInput[] categories = sections.ReadOr(Categories, ReadCategories, []);
        TrainedModel trained = TrainedModelFormat.Read(sections);
        SavedForecast saved = new(
            sections.Read(Columns, ReadColumns) with { Static = [.. categories.Select(category => category.Column)] },
            sections.Read(Spec, ReadSpec) with { Categories = trained.Model.Network.Input.Categories }, trained)
        {
            Categories = categories,
        };
        return saved.IsValid ? saved : throw new FormatException("its columns, its windows and its network contradict each other");
    }

    private static void Write(BinaryWriter writer, ForecastColumnNames columns)
    {
        writer.Write(columns.Value);
        NamesFormat.WriteOptional(writer, columns.Series);
        NamesFormat.Write(writer, columns.Known);
        NamesFormat.Write(writer, columns.Past);
    }

    private static ForecastColumnNames ReadColumns(BoundedReader reader) => new(reader.ReadString(), NamesFormat.ReadOptional(reader))
    {
        Known = new(NamesFormat.Read(reader)),
        Past = new(NamesFormat.Read(reader)),
    };

    private static void Write(BinaryWriter writer, ForecastSpec spec)
    {
        writer.Write(spec.Horizon);
        writer.Write(spec.Season);
        writer.Write(spec.Window);
        writer.Write(spec.BlockSteps);
        writer.Write((byte)spec.MissingValues);
        writer.Write(spec.Levels.Count);
        foreach (float level in spec.Levels)
            writer.Write(level);
        writer.Write(spec.Targets.Count);
        foreach (TargetScale target in spec.Targets)
        {
            writer.Write(target.LeastValue);
            writer.Write(target.LeastDeviation);
        }
        Write(writer, spec.PastInputs);
        Write(writer, spec.KnownInputs);
    }

    private static ForecastSpec ReadSpec(BoundedReader reader)
    {
        int horizon = reader.ReadInt32(), season = reader.ReadInt32(), window = reader.ReadInt32(), blockSteps = reader.ReadInt32();
        RnnMissingValues missingValues = (RnnMissingValues)reader.ReadByte();
        return new(horizon, season, window, blockSteps)
        {
            MissingValues = missingValues,
            Levels = ReadMany(reader, sizeof(float), "levels", () => reader.ReadSingle()),
            Targets = ReadMany(reader, sizeof(float) + sizeof(double), "targets",
                () => new TargetScale(reader.ReadSingle(), reader.ReadDouble())),
            PastInputs = ReadInputs(reader),
            KnownInputs = ReadInputs(reader),
        };
    }

    private static void Write(BinaryWriter writer, ValueList<InputScale> inputs)
    {
        writer.Write(inputs.Count);
        foreach (InputScale input in inputs)
        {
            writer.Write(input.Offset);
            writer.Write(input.Factor);
        }
    }

    private static ValueList<InputScale> ReadInputs(BoundedReader reader) =>
        ReadMany(reader, 2 * sizeof(double), "inputs", () => new InputScale(reader.ReadDouble(), reader.ReadDouble()));

    private static void Write(BinaryWriter writer, IReadOnlyList<CategoryInput> categories)
    {
        writer.Write(categories.Count);
        foreach (CategoryInput category in categories)
        {
            writer.Write(category.Column);
            writer.Write(category.Keys);
            LabelValueFormat.Write(writer, category.Values);
        }
    }

    private static CategoryInput[] ReadCategories(BoundedReader reader) =>
        [.. ReadMany(reader, sizeof(int) + 2 * sizeof(byte), "static inputs", () =>
        {
            string column = reader.ReadString();
            int keys = reader.ReadInt32();
            return new CategoryInput(column, keys) { Values = LabelValueFormat.Read(reader, keys) };
        })];

    private static ValueList<T> ReadMany<T>(BoundedReader reader, int bytesEach, string what, Func<T> read) where T : notnull
    {
        T[] values = new T[reader.ReadCount(bytesEach, what)];
        foreach (ref T value in values.AsSpan())
            value = read();
        return new(values);
    }
}
