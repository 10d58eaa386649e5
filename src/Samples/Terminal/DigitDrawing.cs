using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>Digits drawn with shades of block characters, side by side, with captions.</summary>
internal static class DigitDrawing
{
    private const string Shades = " ░▒▓█";
    private const int Gap = 2, CaptionWidth = 28;

    /// <param name="screen">Where to draw.</param>
    /// <param name="digits">Pixels, the lines below them, and whether those are good news.</param>
    /// <param name="height">Rows of pixels in each.</param>
    /// <param name="width">Pixels in a row.</param>
    public static void Show(Screen screen, IEnumerable<(byte[] Pixels, string[] Caption, bool Good)> digits, int height = 28,
        int width = 28)
    {
        // What is wider than the screen is drawn smaller.
        int room = Math.Max(1, screen.Width - Gap), zoom = (width + room - 1) / room;
        int columns = Math.Max((width + zoom - 1) / zoom, Math.Min(CaptionWidth, room));
        foreach ((byte[] Pixels, string[] Caption, bool Good)[] row in digits.Chunk(Math.Max(1, screen.Width / (columns + Gap))))
        {
            string[][] drawings = TrimBlankLines([.. row.Select(digit => Draw(digit.Pixels, height, width, zoom))]);
            Grid grid = new();
            foreach (string[] _ in drawings)
                grid.AddColumn(new GridColumn { Width = columns, NoWrap = true, Padding = new Padding(0, 0, Gap, 0) });
            grid.AddRow([.. drawings.Select(lines => new Text(string.Join('\n', lines)))]);
            grid.AddRow([.. row.Select(digit => new Text(string.Join('\n', digit.Caption), digit.Good ? Color.Green : Color.Red))]);
            screen.Show(grid);
            screen.Line();
        }
    }

    // A character is about twice as high as wide: it stands for as many pixels across as half of those down.
    private static string[] Draw(byte[] pixels, int height, int width, int zoom) =>
        [.. Enumerable.Range(0, (height + (2 * zoom) - 1) / (2 * zoom)).Select(line => string.Concat(
            Enumerable.Range(0, (width + zoom - 1) / zoom).Select(column => Shade(
                from y in Enumerable.Range(line * 2 * zoom, 2 * zoom)
                from x in Enumerable.Range(column * zoom, zoom)
                where x < width
                select y < height ? pixels[(y * width) + x] : 0))))];

    private static char Shade(IEnumerable<int> pixels) => Shades[(int)(pixels.Average() * Shades.Length / (byte.MaxValue + 0.5))];

    private static string[][] TrimBlankLines(string[][] drawings)
    {
        int[] inked = [.. Enumerable.Range(0, drawings[0].Length)
            .Where(line => drawings.Any(drawing => !string.IsNullOrWhiteSpace(drawing[line])))];
        return inked is [] ? drawings : [.. drawings.Select(drawing => drawing[inked[0]..(inked[^1] + 1)])];
    }
}
