namespace RnnTrainer.Files;

/// <summary>Writes and reads names, little-endian: int32 how many, string each; one that may be left out is empty then.</summary>
internal static class NamesFormat
{
    public static void Write(BinaryWriter writer, IReadOnlyList<string> names)
    {
        writer.Write(names.Count);
        foreach (string name in names)
            writer.Write(name);
    }

    public static void WriteOptional(BinaryWriter writer, string? name) => writer.Write(name ?? "");

    /// <exception cref="FormatException">The data are too short for that many.</exception>
    public static string[] Read(BoundedReader reader)
    {
        string[] names = new string[reader.ReadCount(bytesEach: 1, "names")];
        foreach (ref string name in names.AsSpan())
            name = reader.ReadString();
        return names;
    }

    public static string? ReadOptional(BoundedReader reader) => reader.ReadString() is { Length: > 0 } name ? name : null;
}
