using System.Globalization;

namespace RnnTrainer.Benchmarks;

/// <summary>A figure measured several times.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return new(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>The same in another unit.</summary>
    public Spread Scaled(double factor) => new(Median * factor, Least * factor, Most * factor);

    /// <summary>As tables show it: the median, and in brackets the smallest and the largest.</summary>
    /// <param name="format">Format of each of the three.</param>
    public string Show(string format)
    {
        string[] shown = [.. new[] { Median, Least, Most }.Select(value => value.ToString(format, CultureInfo.InvariantCulture))];
        return $"**{shown[0]}** ({shown[1]} to {shown[2]})";
    }

    /// <summary>Whether the median is as large as wanted, as tables show it.</summary>
    public string Meets(double target) => Median >= target ? "yes" : "no";
}
