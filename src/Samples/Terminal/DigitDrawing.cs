using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>Digits drawn with shades of block characters, side by side, with captions.</summary>
internal static class DigitDrawing
{
    private const string Shades = " ░▒▓█";
    private const int Side = 28;

    /// <param name="screen">Where to draw.</param>
    /// <param name="digits">28 x 28 pixels each, the lines below it, and whether those are good news.</param>
    public static void Show(Screen screen, IEnumerable<(byte[] Pixels, string[] Caption, bool Good)> digits)
    {
        foreach ((byte[] Pixels, string[] Caption, bool Good)[] row in digits.Chunk(Math.Max(1, screen.Width / (Side + 2))))
        {
            string[][] drawings = TrimBlankLines([.. row.Select(digit => Draw(digit.Pixels))]);
            Grid grid = new();
            foreach (string[] _ in drawings)
                grid.AddColumn(new GridColumn { Width = Side, NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
            grid.AddRow([.. drawings.Select(lines => new Text(string.Join('\n', lines)))]);
            grid.AddRow([.. row.Select(digit => new Text(string.Join('\n', digit.Caption), digit.Good ? Color.Green : Color.Red))]);
            screen.Show(grid);
            screen.Line();
        }
    }

    // A character is about twice as high as wide: it stands for two pixels, one above the other.
    private static string[] Draw(byte[] pixels) => [.. Enumerable.Range(0, Side / 2).Select(line =>
        string.Create(Side, (pixels, line), static (text, from) =>
        {
            for (int x = 0; x < Side; x++)
            {
                int upper = from.pixels[2 * from.line * Side + x], lower = from.pixels[(2 * from.line + 1) * Side + x];
                text[x] = Shades[(upper + lower) * Shades.Length / (2 * byte.MaxValue + 1)];
            }
        }))];

    private static string[][] TrimBlankLines(string[][] drawings)
    {
        int[] inked = [.. Enumerable.Range(0, Side / 2).Where(line => drawings.Any(drawing => !string.IsNullOrWhiteSpace(drawing[line])))];
        return inked is [] ? drawings : [.. drawings.Select(drawing => drawing[inked[0]..(inked[^1] + 1)])];
    }
}
