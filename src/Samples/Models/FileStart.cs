using RnnTrainer.Files;


namespace RnnTrainer.Samples;

/// <summary>How files begin, which says what they are.</summary>
internal static class FileStart
{
    /// <summary>A zip file, as every ML.NET model is.</summary>
    public const string Zip = "PK";

    /// <summary>Whether a file begins with some ASCII characters.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool Is(string path, string start)
    {
        if (RegularFile.HoldsNothing(path))
            return start == "";
        using FileStream file = File.OpenRead(path);
        return start.All(letter => file.ReadByte() == letter);
    }
}
