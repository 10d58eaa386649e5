using System.Runtime.ExceptionServices;

namespace RnnTrainer.Samples;

/// <summary>The pixels of image files: read when they are asked for, some files ahead side by side, and each only once.</summary>
/// <param name="paths">The files.</param>
/// <param name="form">The form in which to read them.</param>
internal sealed class ImageFiles(IReadOnlyList<string> paths, ImageForm form)
{
    /// <summary>Files read side by side.</summary>
    private const int Ahead = 64;

    private readonly (byte[]? Pixels, ExceptionDispatchInfo? Failure)[] read = new (byte[]?, ExceptionDispatchInfo?)[paths.Count];
    private readonly Lock reading = new();

    /// <summary>The pixels of an image.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no image, or nothing is on it.</exception>
    public byte[] PixelsOf(int index)
    {
        lock (reading)
        {
            if (read[index] is (null, null))
                Parallel.For(index, Math.Min(index + Ahead, paths.Count), ahead => read[ahead] = Read(ahead));
            read[index].Failure?.Throw();
            return read[index].Pixels!;
        }
    }

    private (byte[]?, ExceptionDispatchInfo?) Read(int index)
    {
        try
        {
            return (form.Read(paths[index]).Pixels, null);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return (null, ExceptionDispatchInfo.Capture(exception)); // for whoever asks for this image
        }
    }
}
