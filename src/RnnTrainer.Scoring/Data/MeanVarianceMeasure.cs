using System.Numerics;

namespace RnnTrainer.Data;

/// <summary>
/// Offset mean and scale 1 / √variance (of the population), or 0 where all values are equal. Deviations are taken from the mean, in a
/// second pass, so that small ones on a large mean keep all their digits. The sum of equal Single values is exact in double, and so
/// is their mean: none of them deviates.
/// </summary>
/// <param name="inputs">Inputs at each step.</param>
/// <param name="skipsMissing">Whether NaN counts for nothing; an input without any value has mean and scale 0 then.</param>
internal sealed class MeanVarianceMeasure(int inputs, bool skipsMissing) : ScaleMeasure(inputs, skipsMissing)
{
    private readonly long[] missing = new long[inputs];
    private long values;
    private bool knowsMean;

    public override void Begin()
    {
        (values, knowsMean) = (0, false);
        missing.AsSpan().Clear();
        Result.Offsets.Clear();
        Result.Scales.Clear();
    }

    public override void Add(ReadOnlySpan<float> sequence)
    {
        bool hasMissing = HasMissing(sequence);
        if (!knowsMean)
        {
            values += sequence.Length;
            if (hasMissing)
                CountMissing(sequence);
        }
        if (knowsMean && hasMissing)
            Result.AccumulateKnown<Squares>(sequence, Result.Scales);
        else if (knowsMean)
            Result.Accumulate<Squares>(sequence, Result.Scales);
        else if (hasMissing)
            Result.AccumulateKnown<Sum>(sequence, Result.Offsets);
        else
            Result.Accumulate<Sum>(sequence, Result.Offsets);
    }

    // In the first pass the counts too, which double holds exactly.
    public override double[] TakeSums()
    {
        Span<double> statistic = Statistic;
        double[] sums = knowsMean ? [.. statistic] : [.. statistic, .. missing.Select(count => (double)count), values];
        statistic.Clear();
        if (!knowsMean)
        {
            missing.AsSpan().Clear();
            values = 0;
        }
        return sums;
    }

    public override void AddSums(ReadOnlySpan<double> sums)
    {
        Span<double> statistic = Statistic;
        for (int i = 0; i < statistic.Length; i++)
            statistic[i] += sums[i];
        if (knowsMean)
            return;
        for (int input = 0; input < missing.Length; input++)
            missing[input] += (long)sums[statistic.Length + input];
        values += (long)sums[^1];
    }

    public override bool EndPass()
    {
        Span<double> sums = SumsOf(Statistic);
        for (int input = 0; input < sums.Length; input++)
        {
            double steps = values / Result.Inputs - missing[input];
            sums[input] = knowsMean ? sums[input] > 0 ? 1 / Math.Sqrt(sums[input] / steps) : 0
                : steps > 0 ? sums[input] / steps : 0;
        }
        Result.Repeat();
        return knowsMean = !knowsMean;
    }

    // What the pass adds up.
    private Span<double> Statistic => knowsMean ? Result.Scales : Result.Offsets;

    private void CountMissing(ReadOnlySpan<float> sequence)
    {
        for (int i = 0; i < sequence.Length; i++)
        {
            if (float.IsNaN(sequence[i]))
                missing[i % missing.Length]++;
        }
    }

    // Those of all steps of the stretch, in its first.
    private Span<double> SumsOf(Span<double> stretch)
    {
        int inputs = Result.Inputs;
        for (int step = inputs; step < stretch.Length; step += inputs)
        {
            for (int input = 0; input < inputs; input++)
                stretch[input] += stretch[step + input];
        }
        return stretch[..inputs];
    }

    private readonly struct Sum : IScaleOperation
    {
        public static Vector<double> Add(Vector<double> statistic, Vector<double> x, Vector<double> offset) => statistic + x;
    }

    private readonly struct Squares : IScaleOperation
    {
        public static Vector<double> Add(Vector<double> statistic, Vector<double> x, Vector<double> offset) =>
            statistic + (x - offset) * (x - offset);
    }
}
