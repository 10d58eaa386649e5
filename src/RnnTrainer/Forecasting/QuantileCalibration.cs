using RnnTrainer.Network;
using RnnTrainer.Tasks;

namespace RnnTrainer.Forecasting;

/// <summary>
/// Widens bands until they hold the shares of held-out values that their levels say: each quantile's distance from the middle one is
/// multiplied by a factor of its level, at least 1, since a stretch of time that was easy must not narrow them. Conformalized quantile
/// regression (Romano, Patterson and Candès 2019), with errors relative to the distances that the network gives, so that its bands stay
/// wide where it is unsure. As the factors are the same everywhere, they fold into the linear head.
/// </summary>
/// <param name="windows">What is forecast from.</param>
/// <param name="heldOut">Numbers of the windows that are measured.</param>
internal sealed class QuantileCalibration(ForecastWindows windows, int[] heldOut) : ValidationMeasure
{
    private readonly int levels = windows.Spec.Levels.Count, middle = windows.Spec.MiddleLevel, numbers = windows.Spec.Numbers;

    // Of each level, the values' distances from the middle quantile as multiples of the level's; NaN where one is not known.
    private readonly float[][] multiples =
        [.. windows.Spec.Levels.Select(_ => new float[heldOut.Length * windows.Spec.Numbers])];

    public override void Add(int place, ReadOnlySpan<float> outputs)
    {
        float[] values = new float[numbers];
        windows.ReadTargets(heldOut[place], values);
        for (int number = 0; number < numbers; number++)
        {
            ReadOnlySpan<float> quantiles = outputs.Slice(number * levels, levels);
            for (int level = 0; level < levels; level++)
            {
                float distance = quantiles[level] - quantiles[middle];
                multiples[level][place * numbers + number] =
                    distance == 0 ? float.NaN : (values[number] - quantiles[middle]) / distance;
            }
        }
    }

    /// <summary>The factor of each level, at least 1.</summary>
    public override double[] Compute() => [.. Enumerable.Range(0, levels).Select(FactorOf)];

    /// <summary>The parameters of the network whose distances are multiplied.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="factors">A factor of each level.</param>
    public float[] Fold(NetworkSpec network, ReadOnlySpan<float> parameters, double[] factors)
    {
        float[] folded = parameters.ToArray();
        ParameterLayout layout = new(network);
        Span<float> weights = folded.AsSpan(layout.HeadWeights.Place), biases = folded.AsSpan(layout.HeadBias.Place);
        int inputs = network.PooledSize;
        for (int output = 0; output < numbers * levels; output++)
        {
            int center = output / levels * levels + middle;
            Stretch(weights.Slice(output * inputs, inputs), weights.Slice(center * inputs, inputs), factors[output % levels]);
            Stretch(biases.Slice(output, 1), biases.Slice(center, 1), factors[output % levels]);
        }
        return folded;
    }

    // A level above the middle is to have its share of multiples at most at the factor; one below, at least.
    private double FactorOf(int level)
    {
        float[] known = [.. multiples[level].Where(multiple => !float.IsNaN(multiple))];
        if (level == middle || known.Length == 0)
            return 1;
        Array.Sort(known);
        double share = level > middle ? windows.Spec.Levels[level] : 1.0 - windows.Spec.Levels[level];
        int place = (int)Math.Ceiling((known.Length + 1.0) * share) - 1;
        return Math.Max(1, known[Math.Min(place, known.Length - 1)]);
    }

    private static void Stretch(Span<float> values, ReadOnlySpan<float> center, double factor)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(center[i] + factor * (values[i] - center[i]));
    }
}
