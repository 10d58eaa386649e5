using RnnTrainer.Files;

namespace RnnTrainer.Windows;

/// <summary>
/// Settings of windows in a file, little-endian: int32 length, int32 how many feature columns, string each; int32 stride, int32 horizon;
/// string target column and string group column, empty: none; string column of windows, string column of labels; byte 1: the label is
/// the whole horizon; byte 1: series are interleaved; string order column, empty: none.
/// </summary>
internal static class WindowSettingsFormat
{
    public static void Write(BinaryWriter writer, WindowSettings settings)
    {
        writer.Write(settings.Length);
        NamesFormat.Write(writer, settings.FeatureColumns);
        writer.Write(settings.Stride);
        writer.Write(settings.Horizon);
        NamesFormat.WriteOptional(writer, settings.TargetColumn);
        NamesFormat.WriteOptional(writer, settings.GroupColumn);
        writer.Write(settings.Options.FeatureColumnName);
        writer.Write(settings.Options.LabelColumnName);
        writer.Write(settings.Options.WholeHorizon);
        writer.Write(settings.Options.Interleaved);
        NamesFormat.WriteOptional(writer, settings.OrderColumn);
    }

    /// <exception cref="ArgumentException">A field has an impossible value.</exception>
    /// <exception cref="FormatException">The same, or the data are too short for that many names.</exception>
    public static WindowSettings Read(BoundedReader reader)
    {
        int length = reader.ReadInt32();
        string[] features = NamesFormat.Read(reader);
        int stride = reader.ReadInt32(), horizon = reader.ReadInt32();
        string? target = NamesFormat.ReadOptional(reader), group = NamesFormat.ReadOptional(reader);
        SequenceWindowOptions options = new()
        {
            FeatureColumnName = reader.ReadString(),
            LabelColumnName = reader.ReadString(),
            WholeHorizon = reader.ReadBoolean(),
            Interleaved = reader.ReadBoolean(),
        };
        return new(length, features, stride, horizon, target, group, NamesFormat.ReadOptional(reader), options);
    }
}
