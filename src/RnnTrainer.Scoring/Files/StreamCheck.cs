namespace RnnTrainer.Files;

/// <summary>Checks streams that users give.</summary>
internal static class StreamCheck
{
    /// <exception cref="ArgumentException">It is closed or write-only.</exception>
    public static void Readable(Stream stream)
    {
        if (!stream.CanRead)
            throw new ArgumentException(
                "The stream cannot be read: it is closed or write-only. Pass one that is open for reading.", nameof(stream));
    }

    /// <exception cref="ArgumentException">It is closed or read-only.</exception>
    public static void Writable(Stream stream)
    {
        if (!stream.CanWrite)
            throw new ArgumentException(
                "The stream cannot be written: it is closed or read-only. Pass one that is open for writing.", nameof(stream));
    }
}
