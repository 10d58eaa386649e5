using SkiaSharp;

namespace RnnTrainer.Samples;

/// <summary>Image files, decoded once, to the image that a viewer shows.</summary>
internal static class ImageFile
{
    /// <summary>The formats that are read, for messages.</summary>
    public const string Formats = "PNG, JPEG, BMP, GIF or WebP";

    /// <summary>Larger images are not decoded: a file of a kilobyte can ask for gigabytes.</summary>
    public const long MostPixels = 40_000_000;

    /// <summary>No byte of a PNG, JPEG or GIF file holds more: deflate packs at most 1,032 bytes (RFC 1951) of eight pixels each.</summary>
    private const long MostPixelsInByte = 1032 * 8;

    /// <summary>Longer files are not read: four channels of 16 bits, not compressed.</summary>
    private const long MostBytes = 8 * MostPixels;

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    /// <summary>Whether a file's name is that of an image.</summary>
    public static bool IsNamedAsOne(FileInfo file) => Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads an image file; of an animation, the first picture.</summary>
    /// <exception cref="IOException">The file cannot be read, or is none: a folder, a pipe.</exception>
    /// <exception cref="InvalidDataException">It is no image, or only the start of one, or too large.</exception>
    public static GreyImage Read(string path)
    {
        using FileStream file = InputFile.Open(path, "an image file");
        if (file.Length > MostBytes)
            throw new InvalidDataException($"'{path}' has {file.Length:N0} bytes; the limit for image files is {MostBytes:N0} bytes.");
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);

        DecodedImage image = Decode(content, path);
        bool isCut = IsJpeg(content) && !Decode(JpegProbe.Of(content), path).Pixels.AsSpan().SequenceEqual(image.Pixels);
        return isCut ? throw OnlyStart(path) : image.ToGrey();
    }

    private static bool IsJpeg(ReadOnlySpan<byte> content) => content.StartsWith(JpegProbe.Start);

    private static DecodedImage Decode(byte[] content, string path)
    {
        if (LacksEnd(content))
            throw OnlyStart(path);
        // Not from a .NET stream: the decoder asks one for as many bytes as the file claims, and more than 2^31 end the process.
        using SKMemoryStream stream = new(content);
        using SKCodec? codec = SKCodec.Create(stream, out SKCodecResult result);
        byte[] pixels = [];
        SKImageInfo info = default;
        if (codec is not null)
        {
            info = new(codec.Info.Width, codec.Info.Height, SKColorType.Bgra8888, SKAlphaType.Premul);
            if ((long)info.Width * info.Height > MostPixels)
            {
                throw new InvalidDataException($"'{path}' has {info.Width:N0} x {info.Height:N0} pixels; the limit is "
                    + $"{MostPixels:N0} pixels. Make it smaller.");
            }
            if (!CanHold(codec.EncodedFormat, content.Length, (long)info.Width * info.Height))
                throw OnlyStart(path);
            result = codec.GetPixels(info, out pixels);
        }
        return result switch
        {
            SKCodecResult.Success when codec is not null => new(pixels, info.Height, info.Width, codec.EncodedOrigin),
            // What is missing would be black.
            SKCodecResult.IncompleteInput when content is not [] => throw OnlyStart(path),
            _ => throw new InvalidDataException($"'{path}' cannot be read as an image; expected a file in {Formats}."),
        };
    }

    // WebP and BMP files of a few bytes hold any number of pixels of one color.
    private static bool CanHold(SKEncodedImageFormat format, long bytes, long pixels) => pixels / MostPixelsInByte <= bytes
        || format is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Gif);

    // The decoder is content where only a checksum is missing.
    private static bool LacksEnd(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> pngStart = [0x89, (byte)'P', (byte)'N', (byte)'G'], pngEnd = "IEND"u8;
        return (content.StartsWith(pngStart) && content.LastIndexOf(pngEnd) < 0)
            || (IsJpeg(content) && JpegProbe.LacksEnd(content));
    }

    private static InvalidDataException OnlyStart(string path) => new($"'{path}' is damaged: the image is cut short.");
}
