using System.Buffers;
using RnnTrainer.Kernels;
using RnnTrainer.Tasks;

namespace RnnTrainer.Forecasting;

/// <summary>
/// The loss of quantiles, called pinball, in the scale of each window: the mean over levels and over the numbers that have a value.
/// </summary>
/// <param name="windows">What is forecast from.</param>
internal sealed class ForecastLoss(ForecastWindows windows) : RowLoss
{
    private readonly int levels = windows.Spec.Levels.Count;

    public override LossKind Kind => LossKind.Forecast;

    public override int AccumulatorCount => 0;

    public override float Weight(int target) => 1;

    /// <summary>Numbers that a window's outputs are for.</summary>
    public int Numbers => windows.Spec.Numbers;

    /// <summary>The level of an output.</summary>
    public float LevelOf(int output) => windows.Spec.Levels[output % levels];

    /// <summary>What the numbers should come to, in the window's scale; NaN where they have no value.</summary>
    /// <param name="target">The window.</param>
    /// <param name="wanted">[numbers].</param>
    public void ReadTargets(int target, Span<float> wanted) => windows.ReadTargets(target, wanted);

    public override double LossAndGradient(int target, Span<float> outputs, float scale)
    {
        float[] wanted = ArrayPool<float>.Shared.Rent(Numbers);
        int terms = ReadTerms(target, wanted);
        float share = scale / terms;
        double sum = 0;
        for (int number = 0; number < Numbers; number++)
        {
            Span<float> ofNumber = outputs.Slice(number * levels, levels);
            if (float.IsNaN(wanted[number]))
            {
                ofNumber.Clear();
                continue;
            }
            for (int i = 0; i < levels; i++)
            {
                sum += QuantileLoss.Pinball(windows.Spec.Levels[i], ofNumber[i] - wanted[number], out float slope);
                ofNumber[i] = share * slope;
            }
        }
        ArrayPool<float>.Shared.Return(wanted);
        return sum / terms;
    }

    /// <summary>The loss of outputs as they are scored.</summary>
    public double LossOf(int target, ReadOnlySpan<float> outputs)
    {
        float[] copy = ArrayPool<float>.Shared.Rent(outputs.Length);
        outputs.CopyTo(copy);
        double loss = LossAndGradient(target, copy.AsSpan(0, outputs.Length), scale: 1);
        ArrayPool<float>.Shared.Return(copy);
        return loss;
    }

    public override void Accumulate(int target, ReadOnlySpan<float> outputs, Span<double> accumulators)
    {
        // The loss is all that is measured.
    }

    // The outputs whose number has a value; 1 where none has.
    private int ReadTerms(int target, Span<float> wanted)
    {
        Span<float> numbers = wanted[..Numbers];
        windows.ReadTargets(target, numbers);
        int known = 0;
        foreach (float value in numbers)
            known += float.IsNaN(value) ? 0 : 1;
        return Math.Max(1, known * levels);
    }
}
