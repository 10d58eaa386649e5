namespace RnnTrainer.Tasks;

/// <summary>Receiver operating characteristic: how well scores put those that are positive above those that are not.</summary>
internal static class RocCurve
{
    /// <summary>
    /// The area under the curve: the share of all pairs of a positive and a negative in which the positive has the larger score, where
    /// equal scores count one half (Mann and Whitney 1947). Counted in whole numbers, so that it is exact. NaN where there are no
    /// pairs, or a score is not a number.
    /// </summary>
    /// <param name="scores">The scores; sorted when this returns.</param>
    /// <param name="arePositive">Which of them are of positives; moved along with them.</param>
    public static double Area(Span<float> scores, Span<bool> arePositive)
    {
        scores.Sort(arePositive);
        if (scores.IsEmpty || float.IsNaN(scores[0])) // NaN sorts first
            return double.NaN;
        long positives = 0, negatives = 0, halves = 0; // so far from the lowest, and twice the pairs won
        for (int first = 0, end; first < scores.Length; first = end)
        {
            long tiedPositives = 0;
            for (end = first; end < scores.Length && scores[end] == scores[first]; end++)
                tiedPositives += arePositive[end] ? 1 : 0;
            long tiedNegatives = end - first - tiedPositives;
            halves += tiedPositives * (2 * negatives + tiedNegatives);
            positives += tiedPositives;
            negatives += tiedNegatives;
        }
        return halves / (2.0 * positives * negatives);
    }
}
