namespace RnnTrainer.Benchmarks;

/// <summary>Where the files of this repository are.</summary>
internal static class Repository
{
    private const string Solution = "RnnMnist.MLNet.sln";

    /// <summary>The full path of a file or folder of the repository.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not lie in a clone of the repository.</exception>
    public static string PathOf(params string[] parts)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return Path.Combine([folder.FullName, .. parts]);
        }
        throw new DirectoryNotFoundException(
            $"No folder above {AppContext.BaseDirectory} holds {Solution}. Run the benchmarks in a clone of the repository: they read "
                + "its data folder.");
    }
}
