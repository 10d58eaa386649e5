using System.Text.RegularExpressions;

namespace RnnTrainer.Benchmarks;

/// <summary>A table of a result file, read again.</summary>
internal sealed partial class ResultTable
{
    private readonly string name;
    private readonly string[] header;
    private readonly Dictionary<string, string[]> rows; // by their first cell

    private ResultTable(string name, string[] header, Dictionary<string, string[]> rows) =>
        (this.name, this.header, this.rows) = (name, header, rows);

    /// <param name="file">The result file, in benchmarks/results.</param>
    /// <param name="name">Name of the table's block.</param>
    /// <exception cref="InvalidDataException">The file has no such table.</exception>
    public static ResultTable Read(string file, string name)
    {
        string text = File.ReadAllText(Repository.PathOf("benchmarks", "results", file));
        Match block = Block().Matches(text).FirstOrDefault(match => match.Groups[1].Value == name)
            ?? throw new InvalidDataException($"'{file}' has no table '{name}'. Run the benchmark that writes it.");
        string[][] lines = [.. block.Groups[2].Value.Split('\n').Select(line => line[2..^2].Split(" | "))];
        return new(name, lines[0], lines.Skip(2).ToDictionary(cells => cells[0]));
    }

    /// <summary>The figure of a cell, without the range in brackets behind it.</summary>
    /// <param name="row">The first cell of the row.</param>
    /// <param name="column">The column's title.</param>
    /// <exception cref="InvalidDataException">The table has no such cell.</exception>
    public string Figure(string row, string column)
    {
        int place = Array.IndexOf(header, column);
        return place >= 0 && rows.TryGetValue(row, out string[]? cells)
            ? cells[place].Split(" (")[0].Replace("*", "", StringComparison.Ordinal)
            : throw new InvalidDataException($"The table '{name}' has no cell at row '{row}', column '{column}'.");
    }

    [GeneratedRegex(@"<!-- table:([\w-]+) -->\n(.*?)\n<!-- /table -->", RegexOptions.Singleline)]
    private static partial Regex Block();
}
