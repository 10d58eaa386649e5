using System.Buffers;
using System.Text;
using nietras.SeparatedValues;

namespace RnnTrainer.Samples;

/// <summary>The rows of a file with a header, whose separator is found out: comma, semicolon, tab or bar.</summary>
internal static class SeriesRows
{
    private const string Wanted = "a CSV file with a header and a row for each step";
    private const int MostBytes = 1 << 30;

    // Of characters that control a terminal or a printer, only these belong in a table.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl).Except("\t\r\n")]);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The rows, in the order of the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="choose">Chooses the columns, once the file's are known.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else; the message names file and line.</exception>
    public static (SeriesColumns Columns, IReadOnlyList<SeriesRow> Rows) Read(
        FileInfo file, Func<IReadOnlyList<string>, SeriesColumns> choose)
    {
        string text = Text(file);
        try
        {
            // The header is read as a row like others, for names may be there twice.
            using SepReader reader = Sep.Reader(options => options with { HasHeader = false, Unescape = true, DisableColCountCheck = true })
                .FromText(text);
            SeriesColumns? columns = null;
            int value = -1, time = -1, series = -1;
            List<SeriesRow> rows = [];
            foreach (SepReader.Row row in reader)
            {
                string[] cells = row[..].ToStringsArray();
                if (columns is null)
                {
                    string[] names = [.. cells.Select(name => name.Trim())];
                    columns = choose(names);
                    (value, time, series) = (Place(names, columns.Value), Place(names, columns.Time), Place(names, columns.Series));
                    continue;
                }
                if (cells.All(string.IsNullOrWhiteSpace))
                    continue;
                int needed = Math.Max(value, Math.Max(time, series)) + 1;
                if (cells.Length < needed)
                {
                    throw new InvalidDataException(
                        $"Line {row.LineNumberFrom} of '{file}' has {Counted.Of(cells.Length, "column")}, but {needed} are wanted. "
                        + "Check its separators and quotes.");
                }
                rows.Add(new(
                    row.LineNumberFrom, series < 0 ? "" : cells[series].Trim(), time < 0 ? "" : cells[time].Trim(),
                    Number(cells[value], columns, row.LineNumberFrom, file)));
            }
            return columns is not null && rows.Count > 0 ? (columns, rows)
                : throw new InvalidDataException($"'{file}' has no rows below its header, but {Wanted} is wanted.");
        }
        catch (NotSupportedException exception)
        {
            throw new InvalidDataException($"'{file}' has a line of millions of characters, but {Wanted} is wanted.", exception);
        }
    }

    private static int Place(string[] names, string? column) => column is null ? -1 : Array.IndexOf(names, column);

    private static float Number(string cell, SeriesColumns columns, int line, FileInfo file)
    {
        try
        {
            return NumberCell.Read(cell, columns.HasDecimalCommas);
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"Line {line} of '{file}': '{columns.Value}' {exception.Message}", exception);
        }
    }

    // Spreadsheets may have put a byte order mark before it.
    private static string Text(FileInfo file)
    {
        using FileStream stream = InputFile.Open($"{file}", Wanted);
        if (stream.Length > MostBytes)
            throw new InvalidDataException($"'{file}' has {stream.Length:N0} bytes, but files of at most {MostBytes:N0} are read.");
        try
        {
            using StreamReader reader = new(stream, Utf8);
            string text = reader.ReadToEnd();
            int control = text.AsSpan().IndexOfAny(Controls);
            return control < 0 ? text : throw new InvalidDataException(
                $"Line {1 + text.AsSpan(0, control).Count('\n')} of '{file}' has the control character U+{(int)text[control]:X4}, which no "
                + "text has. Save it as 'CSV UTF-8'.");
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"'{file}' is not text in UTF-8. Save it as 'CSV UTF-8'.", exception);
        }
    }
}
