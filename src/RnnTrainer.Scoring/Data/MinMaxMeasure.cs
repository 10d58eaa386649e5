using System.Numerics;

namespace RnnTrainer.Data;

/// <summary>Offset min and scale 1 / (max - min), or 0 where all values are equal.</summary>
/// <param name="inputs">Inputs at each step.</param>
/// <param name="skipsMissing">Whether NaN counts for nothing; an input without any value has min and scale 0 then.</param>
internal sealed class MinMaxMeasure(int inputs, bool skipsMissing) : ScaleMeasure(inputs, skipsMissing)
{
    public override void Begin()
    {
        Result.Offsets.Fill(double.PositiveInfinity);
        Result.Scales.Fill(double.NegativeInfinity);
    }

    public override void Add(ReadOnlySpan<float> sequence)
    {
        if (HasMissing(sequence))
        {
            Result.AccumulateKnown<Least>(sequence, Result.Offsets);
            Result.AccumulateKnown<Most>(sequence, Result.Scales);
            return;
        }
        Result.Accumulate<Least>(sequence, Result.Offsets);
        Result.Accumulate<Most>(sequence, Result.Scales);
    }

    public override double[] TakeSums()
    {
        double[] sums = [.. Result.Offsets, .. Result.Scales];
        Begin();
        return sums;
    }

    public override void AddSums(ReadOnlySpan<double> sums)
    {
        Span<double> least = Result.Offsets, most = Result.Scales;
        for (int i = 0; i < least.Length; i++)
        {
            least[i] = Math.Min(least[i], sums[i]);
            most[i] = Math.Max(most[i], sums[least.Length + i]);
        }
    }

    public override bool EndPass()
    {
        int inputs = Result.Inputs;
        Span<double> least = Result.Offsets, most = Result.Scales;
        for (int step = inputs; step < least.Length; step += inputs)
        {
            for (int input = 0; input < inputs; input++)
            {
                least[input] = Math.Min(least[input], least[step + input]);
                most[input] = Math.Max(most[input], most[step + input]);
            }
        }
        for (int input = 0; input < inputs; input++)
        {
            if (least[input] > most[input]) // no value at all
                (least[input], most[input]) = (0, 0);
            most[input] = most[input] > least[input] ? 1 / (most[input] - least[input]) : 0;
        }
        Result.Repeat();
        return false;
    }

    private readonly struct Least : IScaleOperation
    {
        public static Vector<double> Add(Vector<double> statistic, Vector<double> x, Vector<double> offset) => Vector.Min(statistic, x);
    }

    private readonly struct Most : IScaleOperation
    {
        public static Vector<double> Add(Vector<double> statistic, Vector<double> x, Vector<double> offset) => Vector.Max(statistic, x);
    }
}
