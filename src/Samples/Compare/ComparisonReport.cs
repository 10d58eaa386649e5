using System.Globalization;
using nietras.SeparatedValues;

namespace RnnTrainer.Samples;

/// <summary>A comparison as JSON, which this is an object of, as a table and as CSV.</summary>
/// <param name="Data">The data's name.</param>
/// <param name="TrainingRows">Rows that each trainer learnt from.</param>
/// <param name="TestRows">Rows that each was tested on.</param>
/// <param name="Epochs">Passes of a network over the training rows.</param>
/// <param name="Seed">Random seed.</param>
/// <param name="Budget">What each trainer was given, in words.</param>
/// <param name="Results">What came out.</param>
internal sealed record ComparisonReport(
    string Data, long TrainingRows, long TestRows, int Epochs, int Seed, string Budget, IReadOnlyList<ComparedResult> Results)
{
    /// <summary>How every file that <see cref="WriteCsv"/> writes begins.</summary>
    public const string CsvStart = "trainer,accuracy,";

    /// <summary>The table, what failed, what each trainer is, and the budget.</summary>
    public void Show(Screen screen)
    {
        screen.Heading($"On {Data}");
        FittedTable table = new("trainer", "accuracy", "log-loss", "fit (s)", "rows/s", "size (bytes)");
        foreach (ComparedResult result in Results)
        {
            table.Row(result.Trainer, result.Failure is not null ? "failed" : $"{result.Accuracy:0.0000}", $"{result.LogLoss:0.0000}",
                $"{result.FitSeconds:0.0}", $"{result.RowsPerSecond:0}", $"{result.ModelBytes}");
        }
        screen.Show(table);
        foreach (ComparedResult result in Results)
            screen.Line($"{result.Trainer,-9} {result.Settings}{(result.Failure is { } failure ? $": failed, {failure}" : "")}");
        screen.Line(Budget);
    }

    /// <summary>Writes a line for each trainer.</summary>
    public void WriteCsv(string path)
    {
        using SepWriter writer = new Sep(',').Writer(options => options with { Escape = true }).ToFile(path);
        foreach (ComparedResult result in Results)
        {
            using SepWriter.Row row = writer.NewRow();
            row["trainer"].Set(result.Trainer);
            row["accuracy"].Set(Text(result.Accuracy, 6));
            row["log-loss"].Set(Text(result.LogLoss, 6));
            row["fit-seconds"].Set(Text(result.FitSeconds, 3));
            row["rows-per-second"].Set(Text(result.RowsPerSecond, 0));
            row["model-bytes"].Set(Text(result.ModelBytes, 0));
            row["data"].Set(Data);
            row["training-rows"].Set(Text(TrainingRows, 0));
            row["test-rows"].Set(Text(TestRows, 0));
            row["epochs"].Set(Text(Epochs, 0));
            row["seed"].Set(Text(Seed, 0));
            row["settings"].Set(result.Settings);
            row["failure"].Set(result.Failure);
        }
    }

    private static string? Text(double? number, int digits) => number?.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
