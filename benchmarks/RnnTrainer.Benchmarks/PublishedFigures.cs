using System.Globalization;

namespace RnnTrainer.Benchmarks;

/// <summary>Accuracies that others published, from a CSV file with the columns set, method, accuracy and source.</summary>
internal sealed class PublishedFigures
{
    private const string Header = "set,method,accuracy,source";

    private readonly ILookup<string, (string Method, double Accuracy)> figures;

    /// <exception cref="InvalidDataException">The file has other columns, or a line is wrong.</exception>
    public PublishedFigures(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header)
            throw new InvalidDataException($"'{path}' begins with '{lines.FirstOrDefault()}', expected the line '{Header}'.");
        figures = lines.Skip(1).Select((line, i) => Read(line, i + 2, path)).ToLookup(row => row.Set, row => (row.Method, row.Accuracy));
    }

    /// <summary>What was published for a set, in the file's order; empty where nothing was.</summary>
    public string For(string set) => string.Join(", ",
        figures[set].Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Method} {row.Accuracy:0.###}")));

    private static (string Set, string Method, double Accuracy) Read(string line, int number, string path) =>
        line.Split(',') is [{ Length: > 0 } set, { Length: > 0 } method, var text, { Length: > 0 }]
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double accuracy) && accuracy <= 1
            ? (set, method, accuracy)
            : throw new InvalidDataException($"'{path}', line {number}: found '{line}', expected {Header}, the accuracy from 0 to 1.");
}
