using RnnTrainer.Files;

namespace RnnTrainer.Grouping;

/// <summary>
/// A grouping in a file, little-endian: string group column; int32 how many feature columns, string each; string label column and
/// string order column, empty: none; string column of sequences; byte labels; int32 most time steps, 0: any number; byte part that is
/// kept; byte 1: rows are interleaved; int32 how many columns are kept of the last row, string each.
/// </summary>
internal static class SequenceGroupingFormat
{
    public static void Write(BinaryWriter writer, SequenceGrouping grouping)
    {
        SequenceGroupingOptions options = grouping.Options;
        writer.Write(grouping.GroupColumn);
        WriteNames(writer, grouping.FeatureColumns);
        writer.Write(grouping.LabelColumn ?? "");
        writer.Write(grouping.OrderColumn ?? "");
        writer.Write(options.FeatureColumnName);
        writer.Write((byte)options.Labels);
        writer.Write(options.MaxTimeSteps ?? 0);
        writer.Write((byte)options.Keep);
        writer.Write(options.Interleaved);
        WriteNames(writer, options.LastRowColumns);
    }

    /// <exception cref="ArgumentException">A field has an impossible value.</exception>
    /// <exception cref="FormatException">The same, or there is no room for so many names.</exception>
    public static SequenceGrouping Read(BoundedReader reader)
    {
        string group = reader.ReadString();
        string[] features = ReadNames(reader);
        string? label = ReadOptional(reader), order = ReadOptional(reader);
        SequenceGroupingOptions options = new()
        {
            FeatureColumnName = reader.ReadString(),
            Labels = (SequenceLabels)reader.ReadByte(),
            MaxTimeSteps = reader.ReadInt32() is var steps && steps == 0 ? null : steps,
            Keep = (SequencePart)reader.ReadByte(),
            Interleaved = ReadBoolean(reader),
            LastRowColumns = ReadNames(reader),
        };
        return new(group, features, label, order, options);
    }

    private static void WriteNames(BinaryWriter writer, IReadOnlyList<string> names)
    {
        writer.Write(names.Count);
        foreach (string name in names)
            writer.Write(name);
    }

    private static string[] ReadNames(BoundedReader reader)
    {
        string[] names = new string[reader.ReadCount(bytesEach: 1, "names of columns")];
        foreach (ref string name in names.AsSpan())
            name = reader.ReadString();
        return names;
    }

    private static string? ReadOptional(BoundedReader reader) => reader.ReadString() is { Length: > 0 } name ? name : null;

    private static bool ReadBoolean(BoundedReader reader) => reader.ReadByte() switch
    {
        0 => false,
        1 => true,
        var other => throw new FormatException($"it holds {other} where 0 or 1 must stand"),
    };
}
