using RnnTrainer.Files;

namespace RnnTrainer.Samples;

/// <summary>The names of a table's columns, as people type them and as the file has them.</summary>
internal static class ColumnNames
{
    private const int MostOfAName = 30;

    /// <summary>Refuses a column that is not there, or there several times.</summary>
    /// <param name="file">The table.</param>
    /// <param name="names">Its columns.</param>
    /// <param name="wanted">Those that were asked for.</param>
    /// <exception cref="UsageException">One is not there once.</exception>
    public static void Check(FileInfo file, IReadOnlyList<string> names, IEnumerable<string> wanted)
    {
        foreach (string name in wanted)
        {
            int count = names.Count(one => one == name);
            if (count != 1)
            {
                throw new UsageException($"'{file}' has {(count == 0 ? "no column" : $"{count} columns")} '{name}'. "
                    + $"Its columns are {Listed(names)}.");
            }
        }
    }

    /// <summary>Refuses a column that is asked for in two roles.</summary>
    /// <param name="roles">The options that name them, in words: "--value, --time and --series".</param>
    /// <param name="wanted">The columns.</param>
    /// <exception cref="UsageException">Two are the same.</exception>
    public static void CheckDifferent(string roles, IEnumerable<string> wanted)
    {
        if (wanted.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new UsageException($"{roles} must be different columns, but two of them are '{twice.Key}'.");
    }

    /// <summary>Names for a message, with the noun: "column Text", "columns Pressure, Current".</summary>
    public static string Counted(IReadOnlyCollection<string> names) => $"column{(names.Count == 1 ? "" : "s")} {Listed(names)}";

    /// <summary>Names for a message.</summary>
    public static string Listed(IReadOnlyCollection<string> names) => ErrorText.List(names, name => ErrorText.Short(name, MostOfAName));
}
