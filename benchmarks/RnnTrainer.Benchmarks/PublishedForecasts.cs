namespace RnnTrainer.Benchmarks;

/// <summary>Errors of forecasts that others published.</summary>
/// <param name="Method">Whose forecasts.</param>
/// <param name="Figures">As the file has them; empty where nothing was published.</param>
internal sealed record PublishedForecasts(string Method, IReadOnlyList<string> Figures)
{
    private const string Header = "method,sMAPE,MASE,ND,weighted quantile loss,source";

    /// <exception cref="InvalidDataException">The file has other columns, or a line is wrong.</exception>
    public static IReadOnlyList<PublishedForecasts> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header)
            throw new InvalidDataException($"'{path}' begins with '{lines.FirstOrDefault()}', expected the line '{Header}'.");
        return [.. lines.Skip(1).Select(line => line.Split(',') is [{ Length: > 0 } method, .. var figures, { Length: > 0 }]
            && figures.Length == 4 ? new PublishedForecasts(method, figures)
            : throw new InvalidDataException($"'{path}': found '{line}', expected {Header}."))];
    }
}
