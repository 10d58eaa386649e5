using System.Buffers.Binary;
using System.IO.Compression;

namespace RnnTrainer.Tests.Idx;

/// <summary>Makes the content of IDX files.</summary>
internal static class IdxBytes
{
    /// <summary>A header with any dimensions, true or not.</summary>
    public static byte[] Header(byte typeCode, params uint[] dimensions)
    {
        byte[] header = new byte[4 + 4 * dimensions.Length];
        header[2] = typeCode;
        header[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + 4 * i), dimensions[i]);
        return header;
    }

    /// <summary>A valid file of random bytes.</summary>
    public static byte[] Random(int seed, params int[] dimensions)
    {
        byte[] values = new byte[dimensions.Aggregate(1, (product, dimension) => product * dimension)];
        new Random(seed).NextBytes(values);
        return [.. Header(0x08, Array.ConvertAll(dimensions, dimension => (uint)dimension)), .. values];
    }

    /// <summary>A valid file of values of any type of the format.</summary>
    /// <param name="typeCode">The type.</param>
    /// <param name="values">The values, each of which the type can hold.</param>
    /// <param name="dimensions">The file's dimensions.</param>
    public static byte[] Of(byte typeCode, double[] values, params int[] dimensions) =>
    [
        .. Header(typeCode, Array.ConvertAll(dimensions, dimension => (uint)dimension)),
        .. values.SelectMany(value => BigEndian(typeCode, value)),
    ];

    /// <summary>A valid file of labels 0, 1, ..., classes - 1, 0, 1, ...</summary>
    public static byte[] Labels(int rows, int classes) =>
        [.. Header(0x08, (uint)rows), .. Enumerable.Range(0, rows).Select(row => (byte)(row % classes))];

    public static byte[] Gzip(ReadOnlySpan<byte> content)
    {
        var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            packer.Write(content);
        return packed.ToArray();
    }

    private static byte[] BigEndian(byte typeCode, double value)
    {
        byte[] bytes = new byte[8];
        switch (typeCode)
        {
            case 0x08:
                return [(byte)value];
            case 0x09:
                return [(byte)(sbyte)value];
            case 0x0B:
                BinaryPrimitives.WriteInt16BigEndian(bytes, (short)value);
                return bytes[..2];
            case 0x0C:
                BinaryPrimitives.WriteInt32BigEndian(bytes, (int)value);
                return bytes[..4];
            case 0x0D:
                BinaryPrimitives.WriteSingleBigEndian(bytes, (float)value);
                return bytes[..4];
            case 0x0E:
                BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
                return bytes;
            default:
                throw new ArgumentOutOfRangeException(nameof(typeCode), $"IDX has no type 0x{typeCode:X2}.");
        }
    }

    public static byte[] Gunzip(string path)
    {
        using var unpacker = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var content = new MemoryStream();
        unpacker.CopyTo(content);
        return content.ToArray();
    }
}
