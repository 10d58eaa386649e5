using RnnTrainer.Values;

namespace RnnTrainer.Data;

/// <summary>Rows to train on and rows held out, both in the data's order.</summary>
/// <param name="Training">Numbers of the rows to train on.</param>
/// <param name="HeldOut">Numbers of the rows held out.</param>
internal sealed record RowSplit(IReadOnlyList<int> Training, int[] HeldOut)
{
    /// <summary>Rows that are in neither part, as they would be in both; null where rows share nothing.</summary>
    public int? LeftOut { get; init; }

    /// <summary>Holds out any rows, but leaves one to train on.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="fraction">Share to hold out, above 0 and below 1.</param>
    /// <param name="random">What draws them.</param>
    /// <exception cref="RnnOptionException">There are too few rows to hold one out.</exception>
    public static RowSplit Random(int count, float fraction, RandomStream random)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        random.Shuffle(rows);
        bool[] held = new bool[count];
        foreach (int row in rows.AsSpan(0, Math.Min((int)Math.Round(count * (double)fraction), count - 1)))
            held[row] = true;
        return Of(held, fraction, "");
    }

    /// <summary>Holds out about the same share of each class.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="classOf">The class of a row.</param>
    /// <param name="fraction">Share to hold out, above 0 and below 1.</param>
    /// <param name="random">What draws them.</param>
    /// <exception cref="RnnOptionException">There are too few rows to hold one out.</exception>
    public static RowSplit Stratified(int count, Func<int, int> classOf, float fraction, RandomStream random)
    {
        bool[] held = new bool[count];
        // Rounding the running total, not each class's share, keeps the whole near the fraction however small the classes are.
        double wanted = 0;
        foreach (IGrouping<int, int> sameClass in Enumerable.Range(0, count).GroupBy(classOf).OrderBy(group => group.Key))
        {
            int[] rows = [.. sameClass];
            double before = wanted;
            wanted += rows.Length * (double)fraction;
            int taken = Math.Min((int)(Math.Round(wanted) - Math.Round(before)), rows.Length - 1);
            random.Shuffle(rows);
            foreach (int row in rows.AsSpan(0, taken))
                held[row] = true;
        }

        return Of(held, fraction, " (one row per class stays in training)");
    }

    private static RowSplit Of(bool[] held, float fraction, string why)
    {
        int[] Rows(bool areHeld) => [.. Enumerable.Range(0, held.Length).Where(row => held[row] == areHeld)];
        RowSplit split = new(Rows(areHeld: false), Rows(areHeld: true));
        return split.HeldOut.Length > 0 ? split : throw new RnnOptionException(nameof(RnnOptions.ValidationFraction), fraction,
            $"{nameof(RnnOptions.ValidationFraction):option} {fraction} of {CountText.Of(held.Length, "row")} leaves no validation rows"
            + $"{why}. Use a larger fraction or more rows.");
    }
}
