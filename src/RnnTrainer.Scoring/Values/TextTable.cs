namespace RnnTrainer.Values;

/// <summary>A table in plain text: columns as wide as their longest entry, with a rule below the header and above the total.</summary>
internal static class TextTable
{
    /// <param name="textColumns">How many columns, from the left, hold text; the rest hold numbers, which are set to the right.</param>
    /// <param name="header">The columns' names.</param>
    /// <param name="rows">Their entries.</param>
    /// <param name="total">The last row; <see langword="null"/>: none.</param>
    public static string Of(int textColumns, string[] header, IEnumerable<string[]> rows, string[]? total)
    {
        string[][] body = [.. rows], last = total is null ? [] : [total];
        string[][] all = [header, .. body, .. last];
        int[] widths = [.. Enumerable.Range(0, header.Length).Select(column => all.Max(row => row[column].Length))];
        string rule = new('-', widths.Sum() + 2 * (widths.Length - 1));
        IEnumerable<string> end = last.SelectMany(row => new[] { rule, Line(row) });
        return string.Join('\n', [Line(header), rule, .. body.Select(Line), .. end]);

        string Line(string[] row) => string.Join("  ", row.Select((entry, column) =>
            column < textColumns ? entry.PadRight(widths[column]) : entry.PadLeft(widths[column]))).TrimEnd();
    }
}
