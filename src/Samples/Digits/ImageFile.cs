using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>PNG and JPEG files, decoded by ML.NET.</summary>
internal static class ImageFile
{
    /// <summary>Reads an image file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no image, or only the start of one.</exception>
    public static MLImage Read(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder, but an image file is wanted.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no image '{path}'.", path);
        return Decode(File.ReadAllBytes(path), path);
    }

    /// <summary>Decodes the content of an image file.</summary>
    /// <param name="content">The content.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <exception cref="InvalidDataException">It is no image, or only the start of one.</exception>
    public static MLImage Decode(byte[] content, string name)
    {
        // What is missing would be decoded as black.
        ReadOnlySpan<byte> pngStart = [0x89, (byte)'P', (byte)'N', (byte)'G'], pngEnd = "IEND"u8;
        ReadOnlySpan<byte> jpegStart = [0xFF, 0xD8], jpegEnd = [0xFF, 0xD9];
        ReadOnlySpan<byte> bytes = content;
        bool isPng = bytes.StartsWith(pngStart), isJpeg = bytes.StartsWith(jpegStart);
        if ((isPng && bytes.LastIndexOf(pngEnd) < 0) || (isJpeg && bytes.LastIndexOf(jpegEnd) < 0))
            throw new InvalidDataException($"'{name}' holds only the start of an image.");
        try
        {
            return MLImage.CreateFromStream(new MemoryStream(content));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{name}' cannot be read as an image: a PNG or JPEG file is wanted.", exception);
        }
    }
}
