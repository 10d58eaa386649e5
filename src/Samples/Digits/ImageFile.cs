using Microsoft.ML.Data;
using SkiaSharp;

namespace RnnTrainer.Samples;

/// <summary>PNG and JPEG files, decoded by the library that ML.NET decodes them by, to the same pixels.</summary>
internal static class ImageFile
{
    /// <summary>Larger images are not decoded: a file of a kilobyte can ask for gigabytes.</summary>
    private const long MostPixels = 40_000_000;

    /// <summary>Longer files are not read: four channels of 16 bits, not compressed.</summary>
    private const long MostBytes = 8 * MostPixels;

    /// <summary>Reads an image file.</summary>
    /// <exception cref="IOException">The file cannot be read, or is none: a folder, a pipe.</exception>
    /// <exception cref="InvalidDataException">It is no image, or only the start of one, or too large.</exception>
    public static MLImage Read(string path)
    {
        using FileStream file = InputFile.Open(path, "an image file");
        if (file.Length > MostBytes)
            throw new InvalidDataException($"'{path}' has {file.Length:N0} bytes, but image files of at most {MostBytes:N0} are read.");
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return Decode(content, path);
    }

    private static MLImage Decode(byte[] content, string path)
    {
        if (LacksEnd(content))
            throw OnlyStart(path);
        using SKCodec? codec = SKCodec.Create(new MemoryStream(content), out SKCodecResult result);
        byte[] pixels = [];
        SKImageInfo info = default;
        if (codec is not null)
        {
            info = new(codec.Info.Width, codec.Info.Height, SKColorType.Bgra8888, SKAlphaType.Premul);
            if ((long)info.Width * info.Height > MostPixels)
            {
                throw new InvalidDataException($"'{path}' has {info.Width:N0} x {info.Height:N0} pixels, but images of at most "
                    + $"{MostPixels:N0} pixels are read: make it smaller.");
            }
            result = codec.GetPixels(info, out pixels);
        }
        return result switch
        {
            SKCodecResult.Success when codec is not null => MLImage.CreateFromPixels(info.Width, info.Height, MLPixelFormat.Bgra32, pixels),
            // What is missing would be black.
            SKCodecResult.IncompleteInput when content is not [] => throw OnlyStart(path),
            _ => throw new InvalidDataException($"'{path}' cannot be read as an image: a PNG or JPEG file is wanted."),
        };
    }

    // The decoder is content where only a checksum is missing.
    private static bool LacksEnd(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> pngStart = [0x89, (byte)'P', (byte)'N', (byte)'G'], pngEnd = "IEND"u8;
        ReadOnlySpan<byte> jpegStart = [0xFF, 0xD8], jpegEnd = [0xFF, 0xD9];
        return (content.StartsWith(pngStart) && content.LastIndexOf(pngEnd) < 0)
            || (content.StartsWith(jpegStart) && content.LastIndexOf(jpegEnd) < 0);
    }

    private static InvalidDataException OnlyStart(string path) => new($"'{path}' is damaged: it holds only the start of an image.");
}
