using System.Globalization;
using System.Numerics;
using System.Text;
using nietras.SeparatedValues;

namespace RnnTrainer.Samples;

/// <summary>The rows of a sweep's CSV file.</summary>
internal static class SweepResults
{
    private const string Wanted = "the CSV file of a sweep";
    private const int MostBytes = 1 << 26; // a hundred thousand runs
    private const double MostMeasured = 1e12;

    private static readonly Sep Comma = new(',');
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All runs in a file that <c>sweep</c> has written.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else, or no run.</exception>
    public static IReadOnlyList<SweepResult> Load(FileInfo file)
    {
        if (!file.Exists && !Directory.Exists(file.FullName))
            throw new FileNotFoundException($"There is no sweep '{file}'. Make one: rnn-samples sweep --csv {file}", file.FullName);
        IReadOnlyList<SweepResult> results = Read(ReadAll(file), $"{file}");
        return results.Count > 0 ? results : throw new InvalidDataException($"'{file}' has no finished runs.");
    }

    /// <summary>The runs in a file's content.</summary>
    /// <param name="content">UTF-8 text.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static IReadOnlyList<SweepResult> Read(ReadOnlySpan<byte> content, string name)
    {
        try
        {
            return Rows(Text(content), name);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"'{name}' is not the CSV file of a sweep: it is not text in UTF-8.", exception);
        }
        catch (NotSupportedException exception)
        {
            throw new InvalidDataException($"'{name}' is not the CSV file of a sweep: it has a line of millions of characters.", exception);
        }
    }

    // Spreadsheets may have put a byte order mark before it.
    private static string Text(ReadOnlySpan<byte> content) =>
        Utf8.GetString(content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content);

    private static List<SweepResult> Rows(string text, string name)
    {
        // The header is read as a row like others, for in a file of others names may be there twice.
        using SepReader reader = Comma
            .Reader(options => options with { HasHeader = false, Unescape = true, DisableColCountCheck = true }).FromText(text);
        List<SweepResult> results = [];
        SweepColumns? columns = null;
        foreach (SepReader.Row row in reader)
        {
            if (columns is null)
            {
                columns = SweepColumns.Of(Cells(row), name);
                continue;
            }
            try
            {
                if (row.ColCount != columns.All.Count)
                    throw new FormatException($"expected {columns.All.Count} columns, found {row.ColCount}");
                results.Add(ReadRow(columns, columns.All.Zip(Cells(row)).ToDictionary(cell => cell.First, cell => cell.Second)));
            }
            catch (FormatException exception)
            {
                string reason = exception.Message.TrimEnd('.');
                throw new InvalidDataException(
                    $"Line {row.LineNumberFrom} of '{name}' is not a run of a sweep: {reason}. Correct or delete the line.", exception);
            }
        }
        return results;
    }

    private static string[] Cells(SepReader.Row row) => row[..].ToStringsArray();

    /// <summary>The content of a file of runs, in UTF-8.</summary>
    /// <param name="results">The runs.</param>
    /// <param name="columns">The file's columns.</param>
    public static byte[] Csv(IEnumerable<SweepResult> results, SweepColumns columns)
    {
        using SepWriter writer = Comma.Writer(options => options with { Escape = true }).ToText();
        foreach (SweepResult result in results)
        {
            using SepWriter.Row row = writer.NewRow();
            string?[] values =
            [
                result.Data, Text(result.TrainingRows), .. TrainingSettings.All.Select(setting => result.Settings[setting.Name]),
                Text(result.Share, 6), Text(result.Parameters), Text(result.StepsDone), Text(result.TrainingSeconds, 3),
                Text(result.RowsPerSecond, 0),
                .. columns.Metrics.Select(metric => Text(result.Find(metric), 6)), result.Failure,
            ];
            foreach ((string column, string? value) in columns.All.Zip(values))
                row[column].Set(value);
        }
        // Only the ends that the writer puts: a form feed, to .NET a line ending too, would break the line in the middle of a text.
        return Encoding.UTF8.GetBytes(writer.ToString().Replace(Environment.NewLine, "\n", StringComparison.Ordinal));
    }

    // A sweep may write to it meanwhile.
    private static byte[] ReadAll(FileInfo file)
    {
        using FileStream stream = InputFile.Open(file.FullName, Wanted);
        if (stream.Length > MostBytes)
        {
            throw new InvalidDataException(
                $"'{file}' has {stream.Length:N0} bytes; the limit for sweep files is {MostBytes:N0} bytes.");
        }
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static SweepResult ReadRow(SweepColumns columns, Dictionary<string, string> row) => new()
    {
        Data = row["data"],
        TrainingRows = Number<long>(row, "training-rows", 0, long.MaxValue)
            ?? throw new FormatException("it has no number of training rows"),
        Settings = Settings(row),
        Share = Number(row, "share", 0.0, 1) ?? throw new FormatException("it has no share of a full run"),
        Parameters = Number(row, "parameters", 0, int.MaxValue),
        StepsDone = Number(row, "steps-done", 0, long.MaxValue),
        TrainingSeconds = Number(row, "training-seconds", 0, MostMeasured),
        RowsPerSecond = Number(row, "rows-per-second", 0, MostMeasured),
        Metrics = Measured(columns, row),
        Failure = row["failure"] != "" ? row["failure"]
            : columns.Metrics.FirstOrDefault(metric => row[metric.Column] == "") is not { } absent ? null
            : throw new FormatException($"it has neither a {absent.Column} nor a failure"),
    };

    private static OrderedDictionary<string, double> Measured(SweepColumns columns, Dictionary<string, string> row)
    {
        OrderedDictionary<string, double> measured = [];
        foreach (ShownMetric metric in columns.Metrics)
        {
            double least = metric.IsAccuracy || metric.IsLoss ? 0 : -MostMeasured, most = metric.IsAccuracy ? 1 : MostMeasured;
            if (Number(row, metric.Column, least, most) is { } value)
                measured.Add(metric.Column, value);
        }
        return measured;
    }

    private static Dictionary<string, string> Settings(Dictionary<string, string> row)
    {
        Dictionary<string, string> settings = [];
        foreach (TrainingSetting setting in TrainingSettings.All)
        {
            string text = row[setting.Name];
            // Every setting can be absent, as one of steps and epochs always is.
            settings[setting.Name] = text == SettingText.None ? text : setting.Show(setting.Apply(RnnOptions.Tutorial, text));
        }
        return settings;
    }

    private static T? Number<T>(Dictionary<string, string> row, string column, T least, T most) where T : struct, INumber<T>
    {
        string text = row[column];
        if (text == "")
            return null;
        if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value))
            throw new FormatException($"its {column} is '{text}', but must be a number");
        return value >= least && value <= most ? value : throw new FormatException($"its {column} is {text}, which is out of range");
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(double? number, int digits) => number?.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
