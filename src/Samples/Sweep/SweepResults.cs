using System.Globalization;
using System.Text;
using nietras.SeparatedValues;

namespace RnnTrainer.Samples;

/// <summary>The rows of a sweep's CSV file. Its columns are the data, a column for each of <see cref="TrainingSettings.All"/>, and what came out.</summary>
internal static class SweepResults
{
    private static readonly Sep Comma = new(',');

    private static readonly string[] Columns =
    [
        "data", "training-rows", .. TrainingSettings.All.Select(setting => setting.Name), "parameters", "steps-done", "training-seconds",
        "rows-per-second", "test-loss", "test-accuracy", "validation-loss", "validation-accuracy", "failure",
    ];

    private static string Header => string.Join(',', Columns);

    /// <summary>All runs in a file that <c>sweep</c> has written. A last line that is cut, as a killed sweep leaves it, is left out.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else, or no run.</exception>
    public static IReadOnlyList<SweepResult> Load(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
            throw new IOException($"'{file}' is a folder, but the CSV file of a sweep is wanted.");
        if (!file.Exists)
            throw new FileNotFoundException($"There is no sweep '{file}'. Make one: rnn-samples sweep --csv {file}", file.FullName);
        IReadOnlyList<SweepResult> results = Read(ReadAll(file), $"{file}", out _);
        return results.Count > 0 ? results : throw new InvalidDataException($"'{file}' holds no finished run of a sweep.");
    }

    /// <summary>The runs in a file's content.</summary>
    /// <param name="content">UTF-8 text.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="whole">Bytes up to the end of the last whole line.</param>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static IReadOnlyList<SweepResult> Read(ReadOnlySpan<byte> content, string name, out int whole)
    {
        whole = content.LastIndexOf((byte)'\n') + 1;
        if (whole == 0 && content.Length <= Header.Length && Header.StartsWith(Encoding.UTF8.GetString(content), StringComparison.Ordinal))
            return [];
        using StreamReader text = new(new MemoryStream(content[..(whole > 0 ? whole : content.Length)].ToArray()), Encoding.UTF8);
        using SepReader reader = Comma.Reader(options => options with { Unescape = true, DisableColCountCheck = true }).From(text);
        CheckColumns(reader.Header.ColNames, name);
        List<SweepResult> results = [];
        foreach (SepReader.Row row in reader)
        {
            try
            {
                if (row.ColCount != Columns.Length)
                    throw new FormatException($"it has {row.ColCount} columns in place of {Columns.Length}");
                results.Add(ReadRow(row));
            }
            catch (FormatException exception)
            {
                string reason = exception.Message.TrimEnd('.');
                throw new InvalidDataException($"Line {row.LineNumberFrom} of '{name}' is no run of a sweep: {reason}. Mend or delete the line.", exception);
            }
        }
        return results;
    }

    /// <summary>The run as a line of the file, with its end.</summary>
    /// <param name="result">The run.</param>
    /// <param name="first">Whether the header goes before it.</param>
    public static byte[] Line(SweepResult result, bool first)
    {
        using SepWriter writer = Comma.Writer(options => options with { Escape = true, WriteHeader = first }).ToText();
        using (SepWriter.Row row = writer.NewRow())
        {
            string?[] values =
            [
                result.Data, Text(result.TrainingRows), .. TrainingSettings.All.Select(setting => result.Settings[setting.Name]),
                Text(result.Parameters), Text(result.StepsDone), Text(result.TrainingSeconds, 3), Text(result.RowsPerSecond, 0),
                Text(result.TestLoss, 6), Text(result.TestAccuracy, 6), Text(result.ValidationLoss, 6), Text(result.ValidationAccuracy, 6), result.Failure,
            ];
            foreach ((string column, string? value) in Columns.Zip(values))
                row[column].Set(value);
        }
        return Encoding.UTF8.GetBytes(writer.ToString().ReplaceLineEndings("\n"));
    }

    // While a sweep writes to it too.
    private static byte[] ReadAll(FileInfo file)
    {
        using FileStream stream = new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static void CheckColumns(IReadOnlyList<string> found, string name)
    {
        if (found.SequenceEqual(Columns))
            return;
        string[] missing = [.. Columns.Except(found)], extra = [.. found.Except(Columns)];
        string difference = missing.Length == Columns.Length ? "it is no sweep's file"
            : missing.Length > 0 ? $"it has no column '{missing[0]}'"
            : extra.Length > 0 ? $"it has a column '{extra[0]}' too many"
            : "they have another order";
        throw new InvalidDataException($"'{name}' has other columns than a sweep of this version: {difference}.");
    }

    private static SweepResult ReadRow(SepReader.Row row) => new()
    {
        Data = row["data"].ToString(),
        TrainingRows = Number<long>(row, "training-rows") ?? throw new FormatException("it does not say how many rows were trained on"),
        Settings = Settings(row),
        Parameters = Number<int>(row, "parameters"),
        StepsDone = Number<long>(row, "steps-done"),
        TrainingSeconds = Number<double>(row, "training-seconds"),
        RowsPerSecond = Number<double>(row, "rows-per-second"),
        TestLoss = Number<double>(row, "test-loss"),
        TestAccuracy = Number<double>(row, "test-accuracy"),
        ValidationLoss = Number<double>(row, "validation-loss"),
        ValidationAccuracy = Number<double>(row, "validation-accuracy"),
        Failure = row["failure"].Span is not [] ? row["failure"].ToString()
            : row["test-accuracy"].Span is not [] ? null
            : throw new FormatException("it has neither a test-accuracy nor a failure"),
    };

    private static Dictionary<string, string> Settings(SepReader.Row row)
    {
        Dictionary<string, string> settings = [];
        foreach (TrainingSetting setting in TrainingSettings.All)
        {
            string text = settings[setting.Name] = row[setting.Name].ToString();
            // Every setting can be absent, as one of steps and epochs always is.
            if (text != "none")
                setting.Apply(RnnOptions.Tutorial, text);
        }
        return settings;
    }

    private static T? Number<T>(SepReader.Row row, string column) where T : struct, ISpanParsable<T>
    {
        ReadOnlySpan<char> text = row[column].Span;
        return text is [] ? null : T.TryParse(text, CultureInfo.InvariantCulture, out T value) ? value
            : throw new FormatException($"its {column} is '{text}', but a number is wanted");
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(double? number, int digits) => number?.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
