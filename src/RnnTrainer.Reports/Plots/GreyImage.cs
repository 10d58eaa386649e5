using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace RnnTrainer.Plots;

/// <summary>
/// Numbers as a PNG of grey pixels, from black for the least to white for the largest; from 0 to 1 where all numbers are, as those of
/// images.
/// </summary>
internal static class GreyImage
{
    private const byte EightBits = 8, Grey = 0;

    /// <summary>The PNG.</summary>
    /// <param name="values">Rows of numbers; what is not a number is black.</param>
    /// <param name="stride">Numbers in a row.</param>
    /// <param name="width">How many of a row become pixels.</param>
    /// <param name="height">How many rows do.</param>
    public static byte[] Png(ReadOnlySpan<float> values, int stride, int width, int height)
    {
        (double low, double high) = Range(values);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] line = new byte[1 + width]; // the first byte: no filter
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<float> row = values.Slice(y * stride, width);
                for (int x = 0; x < width; x++)
                    line[1 + x] = float.IsFinite(row[x]) && high > low ? (byte)Math.Round(255 * (row[x] - low) / (high - low)) : (byte)0;
                zlib.Write(line);
            }
        }
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, EightBits, Grey, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(sizeof(int)), height);
        using MemoryStream png = new();
        png.Write([0x89, .. "PNG\r\n\u001a\n"u8]);
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, packed.ToArray());
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    // Of an image whose numbers are next to 0 little would be seen.
    private static (double Low, double High) Range(ReadOnlySpan<float> values)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        return low >= 0 && high is >= 0.5 and <= 1 ? (0, 1) : (low, high);
    }

    private static void WriteChunk(Stream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        uint crc = Crc32.HashToUInt32(chunk.AsSpan(sizeof(int), type.Length + content.Length));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - sizeof(uint)), crc);
        png.Write(chunk);
    }
}
