namespace RnnTrainer.Evaluation;

/// <summary>Errors of one value, added up label by label.</summary>
internal sealed class ErrorSums
{
    private double absolute, squared;

    // Welford's recurrence: labels far from 0 lose no digits of their variance.
    private double labelMean, labelDeviations;

    public long Count { get; private set; }

    public long UnscoredCount { get; private set; }

    /// <summary>Adds a label, unless it is missing, and its score, unless that is.</summary>
    public void Add(double label, double score)
    {
        if (double.IsNaN(label))
            return;
        if (double.IsNaN(score))
        {
            UnscoredCount++;
            return;
        }
        Count++;
        double error = label - score, deviation = label - labelMean;
        absolute += Math.Abs(error);
        squared += error * error;
        labelMean += deviation / Count;
        labelDeviations += deviation * (label - labelMean);
    }

    public RnnOutputMetrics Metrics(string name) => new(name, absolute / Count, Math.Sqrt(squared / Count),
        labelDeviations > 0 ? 1 - squared / labelDeviations : double.NaN, Count, UnscoredCount);
}
