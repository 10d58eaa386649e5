using RnnTrainer.Data;

namespace RnnTrainer.Tasks;

/// <summary>What <see cref="RnnClassWeights"/> come to on the rows that are trained on.</summary>
internal static class ClassWeighting
{
    /// <summary>The weight of each class; 0 for classes that do not occur, if balanced.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="data">The sequences with their weights, and their classes.</param>
    /// <param name="rows">Numbers of the rows that are trained on.</param>
    /// <param name="classCount">How many classes there are.</param>
    /// <exception cref="RnnOptionException">No row counts.</exception>
    public static float[] Of(RnnClassWeights options, LabelledSequences data, IReadOnlyList<int> rows, int classCount)
    {
        ClassTargets classes = (ClassTargets)data.Targets;
        if (options.Given is { } given)
        {
            return rows.Any(row => classes.Of([row]).Any(target => given[classes[target]] * data.Sequences.Weight(row) > 0)) ? [.. given]
                : throw new RnnOptionException(nameof(RnnOptions.ClassWeights), options,
                    $"{nameof(RnnOptions.ClassWeights):option} {options} gives all {rows.Count} training rows weight 0. "
                    + $"Set a weight above 0 for a class that occurs.");
        }
        int[] counts = new int[classCount];
        int[] targets = classes.Of([.. rows]);
        foreach (int target in targets)
            counts[classes[target]]++;
        int occurring = counts.Count(count => count > 0);
        return [.. counts.Select(count => count == 0 ? 0 : (float)(targets.Length / ((double)occurring * count)))];
    }
}
