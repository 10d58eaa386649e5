using System.Buffers;
using RnnTrainer.Kernels;

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
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            float error = outputs[i] - wanted[i / levels], level = LevelOf(i);
            bool isKnown = !float.IsNaN(wanted[i / levels]);
            sum += isKnown ? Pinball(error, level) : 0;
            outputs[i] = isKnown ? scale / terms * (error > 0 ? 1 - level : error < 0 ? -level : 0 * error) : 0; // keeps NaN
        }
        ArrayPool<float>.Shared.Return(wanted);
        return sum / terms;
    }

    /// <summary>The loss of outputs as they are scored.</summary>
    public double LossOf(int target, ReadOnlySpan<float> outputs)
    {
        float[] wanted = ArrayPool<float>.Shared.Rent(Numbers);
        int terms = ReadTerms(target, wanted);
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
            sum += float.IsNaN(wanted[i / levels]) ? 0 : Pinball(outputs[i] - wanted[i / levels], LevelOf(i));
        ArrayPool<float>.Shared.Return(wanted);
        return sum / terms;
    }

    public override void Accumulate(int target, ReadOnlySpan<float> outputs, Span<double> accumulators)
    {
        // The loss is all that is measured.
    }

    private static double Pinball(float error, float level) => Math.Max((1 - level) * (double)error, -level * (double)error);

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
