using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Tasks;

/// <summary>What each output of a regression's network should come to.</summary>
/// <param name="numbers">The numbers.</param>
/// <param name="scale">What outputs mean in training.</param>
/// <param name="head">The head.</param>
internal sealed class RegressionTargets(NumberTargets numbers, OutputScale scale, HeadSpec head)
{
    /// <summary>The outputs that errors are measured on: all, or of each number's quantiles the one nearest to the median.</summary>
    public int[] Answers { get; } =
        [.. Enumerable.Range(0, numbers.Size).Select(number => number * head.OutputsEach + NearestToMedian(head.Levels ?? [0.5f]))];

    /// <summary>Outputs that stand side by side for each number.</summary>
    public int OutputsEach => head.OutputsEach;

    /// <summary>What an output should come to, in the label's unit.</summary>
    public double this[int target, int output] => numbers[target][output / head.OutputsEach];

    /// <summary>What an output should come to in training.</summary>
    public float Standardized(int target, int output) => (float)((this[target, output] - scale.Offsets[output]) / scale.Factors[output]);

    /// <summary>An output of training in the label's unit.</summary>
    public double InUnits(int output, float standardized) => standardized * scale.Factors[output] + scale.Offsets[output];

    /// <summary>What 1 in training is in the label's unit.</summary>
    public double UnitOf(int output) => scale.Factors[output];

    private static int NearestToMedian(ValueList<float> levels) =>
        Enumerable.Range(0, levels.Count).MinBy(i => Math.Abs(levels[i] - 0.5f));
}
