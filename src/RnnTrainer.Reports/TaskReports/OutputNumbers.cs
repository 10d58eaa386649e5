using RnnTrainer.Evaluation;

namespace RnnTrainer.TaskReports;

/// <summary>One number that a network predicts: its errors, and some of its labels and scores.</summary>
/// <param name="name">What it is called.</param>
/// <param name="maxPoints">Labels and scores that are remembered.</param>
/// <param name="maxWorst">Rows with the largest errors that are remembered.</param>
internal sealed class OutputNumbers(string name, int maxPoints, int maxWorst)
{
    private readonly ErrorSums sums = new();
    private double differences;

    /// <summary>What it is called.</summary>
    public string Name => name;

    /// <summary>Labels and scores.</summary>
    public Sample<(double Label, double Score)> Points { get; } = new(maxPoints);

    /// <summary>The rows with the largest errors.</summary>
    public WorstRows Worst { get; } = new(maxWorst);

    /// <summary>The errors.</summary>
    public RnnOutputMetrics Metrics => sums.Metrics(name);

    /// <summary>The mean of score - label.</summary>
    public double Bias => differences / sums.Count;

    /// <summary>Adds a label and its score.</summary>
    public void Add(double label, double score)
    {
        sums.Add(label, score);
        differences += score - label;
        Points.Add((label, score));
    }
}
