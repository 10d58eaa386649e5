using System.Buffers.Binary;
using SkiaSharp;

namespace RnnTrainer.Tests.Samples;

/// <summary>A picture of a white stroke on black, 40 x 60, as files of several formats.</summary>
internal static class ImageBytes
{
    private const int Width = 40, Height = 60;

    public static byte[] Encoded(SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = new(Width, Height);
        bitmap.Pixels = [.. Grey().Select(value => new SKColor(value, value, value))];
        return bitmap.Encode(format, quality: 90).ToArray();
    }

    /// <summary>Uncompressed, 24 bits a pixel, the last row first; rows of 120 bytes need no filling.</summary>
    public static byte[] Bmp()
    {
        byte[] header = new byte[54];
        "BM"u8.CopyTo(header);
        (int Offset, int Value)[] fields =
            [(2, header.Length + 3 * Width * Height), (10, header.Length), (14, 40), (18, Width), (22, Height), (26, 1 | 24 << 16)];
        foreach ((int offset, int value) in fields)
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(offset), value);
        return [.. header, .. Grey().Chunk(Width).Reverse().SelectMany(row => row).SelectMany(value => new[] { value, value, value })];
    }

    /// <summary>128 greys; codes of 8 bits, with a clear code (128) before the table would make them longer.</summary>
    public static byte[] Gif()
    {
        byte[] codes = [.. Grey().Select(value => (byte)(value / 2)).Chunk(100).SelectMany(part => (byte[])[128, .. part]), 129];
        byte[] palette = [.. Enumerable.Range(0, 128).SelectMany(i => Enumerable.Repeat((byte)(2 * i), 3))];
        byte[] screen = [Width, 0, Height, 0, 0xF6, 0, 0], frame = [0x2C, 0, 0, 0, 0, Width, 0, Height, 0, 0, 7];
        IEnumerable<byte> blocks = codes.Chunk(255).SelectMany(part => (byte[])[(byte)part.Length, .. part]);
        return [.. "GIF89a"u8, .. screen, .. palette, .. frame, .. blocks, 0, (byte)';'];
    }

    // A slanted stroke, its edges soft.
    private static byte[] Grey() =>
    [
        .. from y in Enumerable.Range(0, Height)
           from x in Enumerable.Range(0, Width)
           let distance = Math.Abs(x - 28 + y / 4.0)
           select (byte)(y is < 8 or >= 52 ? 0 : 254 * Math.Clamp(4 - distance, 0, 1)),
    ];
}
