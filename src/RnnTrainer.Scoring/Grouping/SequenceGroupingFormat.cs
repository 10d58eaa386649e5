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
        NamesFormat.Write(writer, grouping.FeatureColumns);
        NamesFormat.WriteOptional(writer, grouping.LabelColumn);
        NamesFormat.WriteOptional(writer, grouping.OrderColumn);
        writer.Write(options.FeatureColumnName);
        writer.Write((byte)options.Labels);
        writer.Write(options.MaxTimeSteps ?? 0);
        writer.Write((byte)options.Keep);
        writer.Write(options.Interleaved);
        NamesFormat.Write(writer, options.LastRowColumns);
    }

    /// <exception cref="ArgumentException">A field has an impossible value.</exception>
    /// <exception cref="FormatException">The same, or the data are too short for that many names.</exception>
    public static SequenceGrouping Read(BoundedReader reader)
    {
        string group = reader.ReadString();
        string[] features = NamesFormat.Read(reader);
        string? label = NamesFormat.ReadOptional(reader), order = NamesFormat.ReadOptional(reader);
        SequenceGroupingOptions options = new()
        {
            FeatureColumnName = reader.ReadString(),
            Labels = (SequenceLabels)reader.ReadByte(),
            MaxTimeSteps = reader.ReadInt32() is var steps && steps == 0 ? null : steps,
            Keep = (SequencePart)reader.ReadByte(),
            Interleaved = reader.ReadBoolean(),
            LastRowColumns = NamesFormat.Read(reader),
        };
        return new(group, features, label, order, options);
    }
}
