using System.Globalization;

namespace RnnTrainer.ForecastReports;

/// <summary>Values of a series as text, all with as many decimals as the largest of them leaves worth reading.</summary>
internal sealed class ValueText
{
    // Of the largest value; forecasts are seldom right to more.
    private const int Digits = 4;

    // Digits before and after the point that are still read as such.
    private const int MostBefore = 12, MostAfter = 6;

    private const string Exponential = "0.000E+0";

    private readonly string format;

    private ValueText(string format) => this.format = format;

    /// <summary>The form for a series and its forecasts.</summary>
    public static ValueText For(ReportedSeries series)
    {
        double largest = series.Values.Concat(series.Ahead.Upper).Where(float.IsFinite).Select(value => Math.Abs((double)value))
            .DefaultIfEmpty(1).Max();
        return new(FormatFor(largest));
    }

    /// <summary>The format of numbers up to a size.</summary>
    public static string FormatFor(double largest)
    {
        int before = largest > 0 ? (int)Math.Floor(Math.Log10(largest)) + 1 : 1;
        return IsExtreme(before) ? Exponential : $"N{Math.Max(Digits - before, 0)}";
    }

    /// <summary>The format of the numbers beside an axis, which are round, up to a size.</summary>
    public static string AxisFormatFor(double largest) =>
        FormatFor(largest) == Exponential ? "0.##E+0" : "#,##0.######";

    /// <summary>The text; a dash where there is no value.</summary>
    public string Of(double value) => double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);

    private static bool IsExtreme(int before) => before > MostBefore || Digits - before > MostAfter;
}
