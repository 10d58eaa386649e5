using System.Globalization;

namespace RnnTrainer.Benchmarks;

/// <summary>A quantity measured in pairs: how many times the first of each pair the second is.</summary>
/// <param name="ratios">The second of each pair divided by the first.</param>
internal sealed class PairedRatio(IEnumerable<double> ratios)
{
    private const double Confidence = 0.95;

    private readonly double[] sorted = [.. ratios.Order()];

    public double Median => Spread.Of(sorted).Median;

    /// <summary>
    /// The interval that holds the true median at least 95 times of a hundred, whatever the distribution; all of them where pairs are few.
    /// </summary>
    public (double Low, double High) Interval
    {
        get
        {
            // The count of pairs below the true median is binomial: leave out as many at each end as are that unlikely.
            double probability = Math.Pow(0.5, sorted.Length), below = probability;
            int left = 0;
            while (below <= (1 - Confidence) / 2)
            {
                left++;
                probability *= (sorted.Length - left + 1) / (double)left;
                below += probability;
            }
            left = Math.Max(0, left - 1);
            return (sorted[left], sorted[^(left + 1)]);
        }
    }

    /// <summary>As tables show it: the median, and in brackets the interval.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"**{Median:0.000}** ({Interval.Low:0.000} to {Interval.High:0.000})");
}
