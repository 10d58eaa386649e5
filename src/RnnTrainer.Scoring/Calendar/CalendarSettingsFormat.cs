using RnnTrainer.Files;

namespace RnnTrainer.Calendar;

/// <summary>
/// The settings of calendar features in a file, little-endian: string output column, string input column, int32 how many parts, byte each.
/// </summary>
internal static class CalendarSettingsFormat
{
    public static void Write(BinaryWriter writer, CalendarSettings settings)
    {
        writer.Write(settings.OutputColumnName);
        writer.Write(settings.InputColumnName);
        writer.Write(settings.Parts.Count);
        foreach (CalendarPart part in settings.Parts)
            writer.Write((byte)part);
    }

    /// <exception cref="ArgumentException">A field has an impossible value.</exception>
    /// <exception cref="FormatException">The same, or the data are too short for that many parts.</exception>
    public static CalendarSettings Read(BoundedReader reader)
    {
        string output = reader.ReadString(), input = reader.ReadString();
        CalendarPart[] parts = new CalendarPart[reader.ReadCount(sizeof(byte), "parts")];
        foreach (ref CalendarPart part in parts.AsSpan())
            part = (CalendarPart)reader.ReadByte();
        return new(output, input, parts);
    }
}
