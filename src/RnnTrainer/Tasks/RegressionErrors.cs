namespace RnnTrainer.Tasks;

/// <summary>Sums of errors, in the label's unit, and the metrics that are made of them.</summary>
internal static class RegressionErrors
{
    private const int Squared = 0, Absolute = 1, Count = 2;

    /// <summary>How many sums there are.</summary>
    public const int Sums = 3;

    /// <summary>What is made of the sums, in the order of <see cref="Measure"/>.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
        [new(RnnMetric.RootMeanSquaredError, IsHigherBetter: false), new(RnnMetric.MeanAbsoluteError, IsHigherBetter: false)];

    public static void Add(double error, Span<double> sums)
    {
        sums[Squared] += error * error;
        sums[Absolute] += Math.Abs(error);
        sums[Count]++;
    }

    public static double[] Measure(ReadOnlySpan<double> sums) => [Math.Sqrt(sums[Squared] / sums[Count]), sums[Absolute] / sums[Count]];
}
