namespace RnnTrainer.Benchmarks;

/// <summary>Rows dealt out to folds at random, those of each class evenly.</summary>
internal static class StratifiedFolds
{
    /// <param name="classes">The class of each row.</param>
    /// <param name="folds">How many folds.</param>
    /// <param name="seed">Of the random order.</param>
    /// <returns>The fold of each row, from 0.</returns>
    public static int[] Of<TClass>(IReadOnlyList<TClass> classes, int folds, int seed)
    {
        Random random = new(seed);
        int[] fold = new int[classes.Count];
        foreach (IGrouping<TClass, int> rows in Enumerable.Range(0, classes.Count).GroupBy(row => classes[row]))
        {
            int[] order = [.. rows];
            random.Shuffle(order);
            for (int i = 0; i < order.Length; i++)
                fold[order[i]] = i % folds;
        }
        return fold;
    }
}
