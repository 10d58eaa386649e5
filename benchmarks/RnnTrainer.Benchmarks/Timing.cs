namespace RnnTrainer.Benchmarks;

/// <summary>How long each run of a peer took, in the order of the rounds.</summary>
internal sealed class Timing(Peer peer, IReadOnlyList<double> seconds)
{
    public Peer Peer => peer;

    /// <summary>Seconds of each round.</summary>
    public IReadOnlyList<double> Seconds => seconds;

    /// <summary>Median seconds.</summary>
    public double Median { get; } = MedianOf(seconds);

    /// <summary>The peer's time as a share of another's.</summary>
    public Ratio Against(Timing other) =>
        new(Median / other.Median, [.. seconds.Zip(other.Seconds, (mine, theirs) => mine / theirs)]);

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <param name="OfMedians">Median divided by median.</param>
    /// <param name="ByRound">Time divided by time, in each round: both saw the same state of the machine.</param>
    internal sealed record Ratio(double OfMedians, IReadOnlyList<double> ByRound);
}
