namespace RnnTrainer.TaskReports;

/// <summary>Probabilities in ten bins of equal width, and how often what they were for was so.</summary>
internal sealed class CalibrationBins
{
    private const int Bins = 10;

    private readonly long[] counts = new long[Bins], hits = new long[Bins];
    private readonly double[] sums = new double[Bins];

    /// <summary>
    /// The expected calibration error: the mean distance of a bin's mean probability from the share of hits in it, each bin by its count.
    /// </summary>
    public double Error => Filled.Sum(bin => bin.Count * Math.Abs(bin.Mean - bin.Share)) / Math.Max(1, counts.Sum());

    /// <summary>The bins that hold something: mean probability, share of hits, and how many there are.</summary>
    public IEnumerable<(double Mean, double Share, long Count)> Filled => Enumerable.Range(0, Bins).Where(bin => counts[bin] > 0)
        .Select(bin => (sums[bin] / counts[bin], (double)hits[bin] / counts[bin], counts[bin]));

    /// <summary>The bins as bars: where each begins and ends, and how much is in it.</summary>
    public IEnumerable<(double From, double To, double Height)> Bars =>
        counts.Select((count, bin) => ((double)bin / Bins, (bin + 1.0) / Bins, (double)count));

    /// <summary>Adds a probability, and whether what it is for is so.</summary>
    public void Add(double probability, bool isHit)
    {
        int bin = Math.Clamp((int)(probability * Bins), 0, Bins - 1);
        counts[bin]++;
        sums[bin] += probability;
        hits[bin] += isHit ? 1 : 0;
    }
}
