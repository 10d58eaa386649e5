using RnnTrainer.Files;


namespace RnnTrainer.Samples;

/// <summary>A file that is there to be read: not a folder, a pipe or a device.</summary>
internal static class InputFile
{
    /// <summary>Opens it; others may write to it meanwhile.</summary>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="wanted">What it should be, for messages: "an image file".</param>
    /// <exception cref="IOException">There is no such file, or it holds nothing, or it may not be read.</exception>
    public static FileStream Open(string path, string wanted)
    {
        Check(path, wanted);
        return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Refuses what cannot be opened, or not without waiting for somebody.</summary>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="wanted">What it should be, for messages: "an image file".</param>
    /// <exception cref="IOException">There is no such file, or it holds nothing.</exception>
    public static void Check(string path, string wanted)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder; expected {wanted}.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'; expected {wanted}.", path);
        if (RegularFile.HoldsNothing(path))
            throw new IOException($"'{path}' is empty, a pipe or a device; expected {wanted}.");
    }
}
