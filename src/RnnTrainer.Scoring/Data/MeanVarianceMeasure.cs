using System.Numerics;

namespace RnnTrainer.Data;

/// <summary>
/// Offset mean and scale 1 / √variance (of the population), or 0 where all values are equal. Deviations are taken from the mean, in a
/// second pass, so that small ones on a large mean keep all their digits. The sum of equal Single values is exact in double, and so
/// is their mean: none of them deviates.
/// </summary>
/// <param name="inputs">Inputs at each step.</param>
internal sealed class MeanVarianceMeasure(int inputs) : ScaleMeasure(inputs)
{
    private long values;
    private bool knowsMean;

    public override void Begin()
    {
        (values, knowsMean) = (0, false);
        Result.Offsets.Clear();
        Result.Scales.Clear();
    }

    public override void Add(ReadOnlySpan<float> sequence)
    {
        if (knowsMean)
        {
            Result.Accumulate<Squares>(sequence, Result.Scales);
            return;
        }
        values += sequence.Length;
        Result.Accumulate<Sum>(sequence, Result.Offsets);
    }

    public override bool EndPass()
    {
        double steps = values / Result.Inputs;
        if (!knowsMean)
        {
            foreach (ref double mean in SumsOf(Result.Offsets))
                mean /= steps;
        }
        else
        {
            foreach (ref double scale in SumsOf(Result.Scales))
                scale = scale > 0 ? 1 / Math.Sqrt(scale / steps) : 0;
        }
        Result.Repeat();
        return knowsMean = !knowsMean;
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
