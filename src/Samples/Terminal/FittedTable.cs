using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>
/// A table that fits the width that there is. It is set more closely where it must be, and then split into tables below one another
/// that begin with the same columns; no number is broken, and no column left out.
/// </summary>
/// <param name="heads">The columns' heads.</param>
internal sealed class FittedTable(params string[] heads)
{
    private const int LeastName = 4;

    private readonly List<(string Text, Color Color)[]> rows = [];

    /// <summary>How many columns, the first, say what a row is about.</summary>
    public int KeyColumns { get; init; } = 1;

    /// <summary>Whether the last column is text that may go over several lines.</summary>
    public bool EndsInText { get; init; }

    /// <summary>Adds a row.</summary>
    public FittedTable Row(params string[] cells) => Row([.. cells.Select(cell => (cell, Color.Default))]);

    /// <summary>Adds a row of colored cells.</summary>
    public FittedTable Row(params (string Text, Color Color)[] cells)
    {
        rows.Add(cells);
        return this;
    }

    /// <summary>Whether it fits without being split.</summary>
    public bool Fits(int width, IReadOnlyList<TableLayout> layouts) => layouts.Any(layout => layout.WidthOf(Widths(layout)) <= width);

    /// <summary>The table, or its parts, in the roomiest layout that fits.</summary>
    public IReadOnlyList<Table> For(int width, IReadOnlyList<TableLayout> layouts)
    {
        TableLayout layout = layouts.FirstOrDefault(one => one.WidthOf(Widths(one)) <= width, layouts[^1]);
        int[] widths = Widths(layout);
        List<Table> parts = [];
        for (int next = Math.Min(KeyColumns, heads.Length - 1); next < heads.Length;)
        {
            int[] columns = [.. Enumerable.Range(0, KeyColumns), next++];
            while (next < heads.Length && layout.WidthOf([.. columns.Append(next).Select(column => widths[column])]) <= width)
                columns = [.. columns, next++];
            parts.Add(Part(columns, Narrowed(columns, widths, width, layout), layout));
        }
        return parts;
    }

    private int[] Widths(TableLayout layout) => [.. heads.Select((head, column) =>
        EndsInText && column == heads.Length - 1 ? layout.WidthOf(head)
            : rows.Select(row => CellWidth.Of(row[column].Text)).Append(layout.WidthOf(head)).Max())];

    // What is left goes to text; what is missing is taken from the names in the first column.
    private int[] Narrowed(int[] columns, int[] widths, int width, TableLayout layout)
    {
        int[] chosen = [.. columns.Select(column => widths[column])];
        int left = width - layout.WidthOf(chosen);
        if (left > 0 && EndsInText && columns[^1] == heads.Length - 1)
            chosen[^1] = Math.Min(chosen[^1] + left, Math.Max(chosen[^1], rows.Max(row => CellWidth.Of(row[^1].Text))));
        else if (left < 0)
            chosen[0] = Math.Max(LeastName, chosen[0] + left);
        return chosen;
    }

    private Table Part(int[] columns, int[] widths, TableLayout layout)
    {
        Table table = new() { Border = layout.Border };
        foreach ((int column, int width) in columns.Zip(widths))
        {
            bool isText = EndsInText && column == heads.Length - 1;
            table.AddColumn(new TableColumn(new Text(heads[column]))
            {
                Width = width,
                Padding = new Padding(layout.Padding.Left, 0, layout.Padding.Right, 0),
                Alignment = isText ? Justify.Left : Justify.Right,
                NoWrap = false,
            });
        }
        foreach ((string Text, Color Color)[] row in rows)
            table.AddRow(columns.Select(column => new Text(row[column].Text, row[column].Color)));
        return table;
    }
}
