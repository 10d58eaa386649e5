using RnnTrainer.ForecastReports;
using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>
/// A series and its forecasts drawn with characters: the values as a line of Braille dots, two across and four down in each character,
/// the band of the forecasts shaded, and the forecasts themselves as points.
/// </summary>
internal sealed class ForecastDrawing
{
    private const int Rows = 15, DotsAcross = 2, DotsDown = 4;

    /// <summary>Values shown before the first forecast, in horizons or seasons, and at the least.</summary>
    private const int HorizonsBefore = 2, SeasonsBefore = 3, Least = 30;

    private const char Band = '░', Point = '•', Origin = '┊', NoDots = '\u2800';

    // Unicode's order of the dots of a character: [row][column].
    private static readonly int[][] DotBits = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

    private readonly char[,] characters;
    private readonly int columns, first, last;
    private readonly double low, high;

    private ForecastDrawing(ReportedSeries series, int season, int columns)
    {
        this.columns = columns;
        characters = new char[Rows, columns];
        int before = Math.Max(Least, Math.Max(HorizonsBefore * series.Ahead.Horizon, SeasonsBefore * season));
        first = Math.Max(0, series.HeldOutFrom - before);
        last = series.Values.Count + series.Ahead.Horizon - 1;
        IEnumerable<float> shown = series.Values.Skip(first).Concat(series.Ahead.Lower).Concat(series.Ahead.Upper)
            .Concat(series.HeldOut?.Lower ?? []).Concat(series.HeldOut?.Upper ?? []).Where(float.IsFinite);
        (low, high) = ReportedSeries.Range(shown);
    }

    /// <summary>Draws a series as wide as the screen is, with a line that says what is what.</summary>
    public static void Show(Screen screen, ReportedSeries series, int season)
    {
        ValueText text = ValueText.For(series);
        ForecastDrawing sizes = new(series, season, 1);
        string[] labels = [text.Of(sizes.high), text.Of((sizes.low + sizes.high) / 2), text.Of(sizes.low)];
        int margin = labels.Max(label => label.Length) + 1;
        ForecastDrawing drawing = new(series, season, Math.Max(20, screen.Width - margin - 1));
        drawing.Draw(series);
        Paragraph lines = new();
        for (int row = 0; row < Rows; row++)
        {
            string label = row == 0 ? labels[0] : row == Rows / 2 ? labels[1] : row == Rows - 1 ? labels[2] : "";
            lines.Append($"{label.PadLeft(margin - 1)} ", Color.Grey);
            for (int column = 0; column < drawing.columns; column++)
                lines.Append($"{drawing.characters[row, column]}", ColorOf(drawing.characters[row, column]));
            lines.Append("\n");
        }
        lines.Append($"{new string(' ', margin)}{drawing.Times(series)}\n", Color.Grey);
        screen.Show(lines);
        screen.Line($"{new string(' ', margin)}⠒ values  {Point} forecast  {Band} {series.Ahead.BandName}  {Origin} forecast from here");
    }

    private static Color ColorOf(char character) => character switch
    {
        Point => Color.Aqua,
        Band => Color.Blue,
        Origin => Color.Grey,
        _ => Color.Default,
    };

    private void Draw(ReportedSeries series)
    {
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < columns; column++)
                characters[row, column] = ' ';
        }
        foreach (int origin in ((int[])[series.HeldOutFrom, series.Values.Count]).Distinct())
        {
            for (int row = 0; row < Rows; row++)
                characters[row, ColumnOf(origin)] = Origin;
        }
        if (series.HeldOut is { } heldOut)
            DrawBand(heldOut, series.HeldOutFrom);
        DrawBand(series.Ahead, series.Values.Count);
        DrawLine(series.Values);
        if (series.HeldOut is { } compared)
            DrawPoints(compared, series.HeldOutFrom);
        DrawPoints(series.Ahead, series.Values.Count);
    }

    private void DrawBand(ForecastFan fan, int origin)
    {
        for (int column = ColumnOf(origin); column <= ColumnOf(origin + fan.Horizon - 1); column++)
        {
            double place = Math.Clamp(PlaceOf(column) - origin, 0, fan.Horizon - 1);
            for (int row = RowOf(At(fan.Upper, place)); row <= RowOf(At(fan.Lower, place)); row++)
                characters[row, column] = Band;
        }
    }

    private void DrawPoints(ForecastFan fan, int origin)
    {
        for (int column = ColumnOf(origin); column <= ColumnOf(origin + fan.Horizon - 1); column++)
            characters[RowOf(At(fan.Middle, Math.Clamp(PlaceOf(column) - origin, 0, fan.Horizon - 1))), column] = Point;
    }

    // From dot to dot, and down or up between the dots of neighboring columns.
    private void DrawLine(IReadOnlyList<float> values)
    {
        int before = -1;
        int end = (int)Math.Round((values.Count - 1 - first) * DotsPerStep);
        for (int across = 0; across <= end; across++)
        {
            double value = At(values, Math.Min(values.Count - 1, first + (across / DotsPerStep)));
            if (double.IsNaN(value))
            {
                before = -1;
                continue;
            }
            int down = DotOf(value), from = before < 0 ? down : before;
            for (int dot = Math.Min(from, down); dot <= Math.Max(from, down); dot++)
                SetDot(across, dot);
            before = down;
        }
    }

    private double DotsPerStep => ((DotsAcross * columns) - 1) / (double)Math.Max(1, last - first);

    private void SetDot(int across, int down)
    {
        ref char character = ref characters[down / DotsDown, across / DotsAcross];
        char dots = character is >= NoDots and <= '\u28ff' ? character : NoDots;
        character = (char)(dots | DotBits[down % DotsDown][across % DotsAcross]);
    }

    // What lies between two values is on the line between them.
    private static double At(IReadOnlyList<float> values, double place)
    {
        int left = (int)place, right = Math.Min(left + 1, values.Count - 1);
        double share = place - left;
        return share == 0 ? values[left] : ((1 - share) * values[left]) + (share * values[right]);
    }

    private int DotOf(double value) => (int)Math.Round((high - value) / (high - low) * ((Rows * DotsDown) - 1));

    private int RowOf(double value) => DotOf(value) / DotsDown;

    private int ColumnOf(int place) => (int)Math.Round((place - first) * DotsPerStep) / DotsAcross;

    private double PlaceOf(int column) => first + (((DotsAcross * column) + 0.5) / DotsPerStep);

    // When the line begins, the forecasts do, and all ends, as far as there is room.
    private string Times(ReportedSeries series)
    {
        char[] line = [.. Enumerable.Repeat(' ', columns)];
        string end = series.TimeOf(last);
        Put(line, Math.Max(0, columns - end.Length), end);
        Put(line, 0, series.TimeOf(first));
        Put(line, ColumnOf(series.HeldOutFrom), series.TimeOf(series.HeldOutFrom));
        if (series.HeldOut is not null)
            Put(line, ColumnOf(series.Values.Count), series.TimeOf(series.Values.Count));
        return new string(line).TrimEnd();
    }

    private static void Put(char[] line, int at, string text)
    {
        int end = at + text.Length;
        if (end <= line.Length && line[Math.Max(0, at - 1)..Math.Min(line.Length, end + 1)].All(blank => blank == ' '))
            text.CopyTo(line.AsSpan(at));
    }
}
