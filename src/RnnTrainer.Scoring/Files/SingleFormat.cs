using System.Runtime.InteropServices;

namespace RnnTrainer.Files;

/// <summary>Writes and reads many single-precision numbers at once, little-endian.</summary>
internal static class SingleFormat
{
    public static void Write(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            writer.Write(MemoryMarshal.AsBytes(values));
            return;
        }
        foreach (float value in values)
            writer.Write(value);
    }

    /// <param name="reader">The reader.</param>
    /// <param name="count">How many.</param>
    /// <param name="what">What one of them is called in an error.</param>
    /// <exception cref="FormatException">There are fewer, or one is not finite.</exception>
    public static float[] Read(BoundedReader reader, int count, string what)
    {
        reader.CheckRoom(count, sizeof(float), $"numbers, each a {what}");
        float[] values = new float[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> bits = MemoryMarshal.Cast<float, int>(values.AsSpan());
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits, bits);
        }
        int bad = Array.FindIndex(values, value => !float.IsFinite(value));
        return bad < 0 ? values : throw new FormatException($"{what} {bad} is {values[bad]}");
    }
}
