namespace RnnTrainer.Files;

/// <summary>A network's file from elsewhere, whose name stands in every error.</summary>
internal static class ImportedFile
{
    /// <summary>Opens a file and reads it.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="kind">What kind of file it should be, with its article.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static T Read<T>(string path, string kind, Func<Stream, T> read)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return read(stream);
        }
        catch (UnauthorizedAccessException exception)
        {
            string why = Directory.Exists(path) ? "It is a folder." : exception.Message;
            throw new IOException($"The file '{path}' cannot be read: {why} Check that it is {kind} and may be read.", exception);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"The file '{path}' cannot be read as a network. {exception.Message}", exception);
        }
    }
}
