namespace RnnTrainer.Files;

/// <summary>Writes and reads the dimensions of a vector, little-endian: int32 how many, int32 each.</summary>
internal static class DimensionsFormat
{
    public static void Write(BinaryWriter writer, IReadOnlyList<int> dimensions)
    {
        writer.Write(dimensions.Count);
        foreach (int dimension in dimensions)
            writer.Write(dimension);
    }

    /// <exception cref="FormatException">The data are too short for that many.</exception>
    public static int[] Read(BoundedReader reader)
    {
        int[] dimensions = new int[reader.ReadCount(sizeof(int), "dimensions")];
        foreach (ref int dimension in dimensions.AsSpan())
            dimension = reader.ReadInt32();
        return dimensions;
    }
}
