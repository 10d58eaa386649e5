using System.Buffers;
using System.Globalization;
using System.Text;
using nietras.SeparatedValues;

namespace RnnTrainer.Samples;

/// <summary>Some columns of a table in a text file, whose separator is found out: comma, semicolon, tab or bar.</summary>
internal sealed class TableFile
{
    private const string Wanted = "a CSV or TSV file";
    private const char Tab = '\t';
    private const int MostBytes = 1 << 30;

    // Of characters that control a terminal or a printer, only these belong in a table.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x80).Select(code => (char)code).Where(char.IsControl).Except("\t\r\n")]);

    // What quotation marks become where a text was read in a wrong encoding; to a terminal they would be controls as well.
    private static readonly SearchValues<char> Misread = SearchValues.Create([.. Enumerable.Range(0x80, 0x20).Select(code => (char)code)]);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, int> places;

    private TableFile(FileInfo file, IReadOnlyList<string> columns, IReadOnlyList<TableRow> rows)
    {
        File = file;
        Columns = columns;
        Rows = rows;
        places = columns.Index().ToDictionary(column => column.Item, column => column.Index);
    }

    /// <summary>The file.</summary>
    public FileInfo File { get; }

    /// <summary>The names of the columns that were chosen, in the order of the cells.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, in the order of the file; those without any text are left out.</summary>
    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="choose">Chooses columns, once the names of all are known.</param>
    /// <param name="hasHeader">Whether the first row names the columns; otherwise their names are 1, 2, 3 and so on.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else; the message names file and line.</exception>
    public static TableFile Read(FileInfo file, Func<IReadOnlyList<string>, IReadOnlyList<string>> choose, bool hasHeader = true) =>
        Parse(file, TextOf(file), choose, hasHeader);

    /// <summary>Reads a text.</summary>
    /// <param name="file">The file that it is of, for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="choose">Chooses columns, once the names of all are known.</param>
    /// <param name="hasHeader">Whether the first row names the columns; otherwise their names are 1, 2, 3 and so on.</param>
    /// <exception cref="InvalidDataException">It holds something else; the message names file and line.</exception>
    public static TableFile Parse(
        FileInfo file, string text, Func<IReadOnlyList<string>, IReadOnlyList<string>> choose, bool hasHeader)
    {
        try
        {
            // A header is read as a row like others, for names may be there twice.
            using SepReader reader = Reader(text);
            IReadOnlyList<string>? columns = null;
            int[] places = [];
            List<TableRow> rows = [];
            foreach (SepReader.Row row in reader)
            {
                int line = reader.Spec.Sep.Separator == Tab ? row.RowIndex + 1 : row.LineNumberFrom;
                string[] cells = [.. row[..].ToStringsArray().Select(cell => Bare(cell.Trim(), reader.Spec.Sep))];
                if (columns is null)
                {
                    string[] names = [.. cells.Select((cell, index) => hasHeader ? cell : NameOf(index))];
                    columns = choose(names);
                    places = [.. columns.Select(column => Array.IndexOf(names, column))];
                    if (hasHeader)
                        continue;
                }
                if (cells.All(string.IsNullOrWhiteSpace))
                    continue;
                int needed = places.Max() + 1;
                if (cells.Length < needed)
                {
                    throw new InvalidDataException(
                        $"Line {line} of '{file}' has {Counted.Of(cells.Length, "column")}, but needs at least {needed}. "
                        + "Check its separators and quotes.");
                }
                rows.Add(new(line, [.. places.Select(place => cells[place])]));
            }
            return columns is not null && rows.Count > 0 ? new(file, columns, rows) : throw new InvalidDataException(
                $"'{file}' has no rows{(hasHeader ? " below its header" : "")}, but needs one for each step "
                + "or sequence.");
        }
        catch (NotSupportedException exception)
        {
            throw new InvalidDataException($"'{file}' has a line of millions of characters; expected {Wanted}.", exception);
        }
    }

    /// <summary>The place of a column among a row's cells; -1 where it was not chosen.</summary>
    public int Place(string? column) => column is null ? -1 : places.GetValueOrDefault(column, -1);

    /// <summary>The number in a cell; NaN where it is missing.</summary>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public float Number(TableRow row, int place, bool hasDecimalCommas)
    {
        try
        {
            return NumberCell.Read(row.Cells[place], hasDecimalCommas);
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"Line {row.Line} of '{File}': '{Columns[place]}' {exception.Message}", exception);
        }
    }

    // Between tabs a quotation mark is a character like others: texts of messages have single ones.
    private static SepReader Reader(string text)
    {
        using SepReader probe = Sep.Reader(options => options with { HasHeader = false, DisableColCountCheck = true }).FromText(text);
        bool isQuoted = probe.Spec.Sep.Separator != Tab;
        return Sep.Reader(options => options with
        {
            Sep = probe.Spec.Sep,
            HasHeader = false,
            DisableColCountCheck = true,
            Unescape = isQuoted,
            DisableQuotesParsing = !isQuoted,
        }).FromText(text);
    }

    private static string Bare(string cell, Sep separator) => separator.Separator == Tab && cell is ['"', .. var inside, '"']
        ? inside.Replace("\"\"", "\"", StringComparison.Ordinal) : cell;

    private static string NameOf(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The text of a file; spreadsheets may have put a byte order mark before it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not text.</exception>
    public static string TextOf(FileInfo file)
    {
        using FileStream stream = InputFile.Open($"{file}", Wanted);
        if (stream.Length > MostBytes)
            throw new InvalidDataException($"'{file}' has {stream.Length:N0} bytes; the limit is {MostBytes:N0} bytes.");
        try
        {
            using StreamReader reader = new(stream, Utf8);
            string text = reader.ReadToEnd();
            int control = text.AsSpan().IndexOfAny(Controls);
            return control < 0 ? Shown(text) : throw new InvalidDataException(
                $"Line {1 + text.AsSpan(0, control).Count('\n')} of '{file}' has the control character U+{(int)text[control]:X4}, so it is "
                + "not a text file. Save it as 'CSV UTF-8'.");
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"'{file}' is not text in UTF-8. Save it as 'CSV UTF-8'.", exception);
        }
    }

    private static string Shown(string text) => text.AsSpan().IndexOfAny(Misread) < 0 ? text
        : string.Concat(text.Select(letter => char.IsControl(letter) && letter >= 0x80 ? '\uFFFD' : letter));
}
