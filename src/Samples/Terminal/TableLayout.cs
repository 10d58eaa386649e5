using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>How closely a table is set.</summary>
/// <param name="Border">Its rules.</param>
/// <param name="Padding">Blanks at the left and the right of a cell.</param>
/// <param name="FoldsHeads">Whether heads of several words go over several lines.</param>
internal sealed record TableLayout(TableBorder Border, (int Left, int Right) Padding, bool FoldsHeads)
{
    /// <summary>For terminals, the roomiest first.</summary>
    public static IReadOnlyList<TableLayout> Terminal { get; } =
    [
        new(TableBorder.Rounded, (1, 1), FoldsHeads: false),
        new(TableBorder.Rounded, (1, 1), FoldsHeads: true),
        new(TableBorder.Simple, (1, 0), FoldsHeads: true),
        new(TableBorder.Simple, (0, 0), FoldsHeads: true),
    ];

    /// <summary>For files and programs.</summary>
    public static IReadOnlyList<TableLayout> Plain { get; } = [new(TableBorder.Markdown, (1, 1), FoldsHeads: false)];

    /// <summary>Characters in a line of a table with columns of these widths.</summary>
    public int WidthOf(IReadOnlyCollection<int> columns) => columns.Sum() + (columns.Count * (Padding.Left + Padding.Right + 1)) + 1;

    /// <summary>Characters that a head takes, which is never broken within a word.</summary>
    public int WidthOf(string head) => FoldsHeads ? head.Split(' ').Max(CellWidth.Of) : CellWidth.Of(head);
}
