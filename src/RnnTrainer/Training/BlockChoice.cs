using RnnTrainer.Data;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Training;

/// <summary>Decides how many steps of the data are one of the network, where the options leave that to the data.</summary>
internal static class BlockChoice
{
    /// <summary>Steps of the network that three quarters of the sequences have at most.</summary>
    public const int MostSteps = 64;

    /// <summary>Steps of the network that the longest sequence has at most, so that it fits into memory.</summary>
    public const int MostStepsOfLongest = 4096;

    private const int ManySteps = 1024;

    /// <summary>
    /// Few sequences that are far longer than the others do not decide, as these would become a block or two: the upper quartile does.
    /// </summary>
    /// <param name="sequences">All that were read for training.</param>
    /// <param name="context">Logs what was chosen.</param>
    public static int Choose(SequenceSource sequences, RunContext context)
    {
        int longest = sequences.MaxTimeSteps, common = sequences.HasEqualLengths ? longest : UpperQuartile(sequences);
        int block = Math.Max(Blocks(common, MostSteps), Blocks(longest, MostStepsOfLongest));
        if (block > 1)
        {
            context.Info($"{nameof(RnnOptions.BlockSteps)} {block}: three quarters of the training sequences have up to {common} steps, "
                + $"{Blocks(common, block)} of the network.");
        }
        if (Blocks(longest, block) is var many and > ManySteps)
        {
            context.Warn($"The longest training sequence has {longest} steps ({many} blocks), but three quarters have at most "
                + $"{common}. Cut it, or set {nameof(RnnOptions.BlockSteps)}.");
        }
        return block;
    }

    private static int UpperQuartile(SequenceSource sequences)
    {
        int[] steps = new int[sequences.Count];
        for (int row = 0; row < steps.Length; row++)
            steps[row] = sequences.TimeSteps(row);
        steps.AsSpan().Sort();
        return steps[(int)(3L * (steps.Length - 1) / 4)];
    }

    private static int Blocks(int steps, int block) => (steps - 1) / block + 1;
}
