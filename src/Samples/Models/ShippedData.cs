namespace RnnTrainer.Samples;

/// <summary>Data that come with the repository: in its folder <c>data</c>.</summary>
internal static class ShippedData
{
    /// <summary>A file or folder of data in the current folder, the program's, or one above either.</summary>
    /// <param name="name">Its name in <c>data</c>.</param>
    /// <param name="cure">What to give instead, for messages.</param>
    /// <exception cref="DirectoryNotFoundException">It is not there.</exception>
    public static string Find(string name, string cure)
    {
        string[] starts = [Environment.CurrentDirectory, AppContext.BaseDirectory];
        return starts.SelectMany(SelfAndAbove).Select(above => Path.Combine(above, "data", name)).FirstOrDefault(Path.Exists)
            ?? throw new DirectoryNotFoundException(
                $"There is no data/{name} in {starts[0]}, in {starts[1]}, or above them. Run in a clone of the repository, or {cure}.");
    }

    private static IEnumerable<string> SelfAndAbove(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }
}
