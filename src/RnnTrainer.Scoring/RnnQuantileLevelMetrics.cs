using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>The metrics of one quantile. Immutable.</summary>
public sealed class RnnQuantileLevelMetrics
{
    internal RnnQuantileLevelMetrics(float level, double pinballLoss, double coverage)
    {
        Level = level;
        PinballLoss = pinballLoss;
        Coverage = coverage;
    }

    /// <summary>Gets the quantile's level, between 0 and 1: the share of labels that should be at most the score.</summary>
    public float Level { get; }

    /// <summary>
    /// Gets the mean pinball loss, in the label's unit: <see cref="Level"/> · (label - score) if the label is above the score, and (1 -
    /// <see cref="Level"/>) · (score - label) if it is below. At level 0.5 it is half the mean absolute error.
    /// </summary>
    public double PinballLoss { get; }

    /// <summary>Gets the share of labels that are at most the score; near <see cref="Level"/> if the quantile is calibrated.</summary>
    public double Coverage { get; }

    internal static string[] Header { get; } = ["Quantile", "Pinball loss", "Coverage"];

    internal string[] Row => [NumberText.Value(Level), NumberText.Value(PinballLoss), NumberText.Share(Coverage)];

    /// <summary>Returns the metrics as a table, formatted the same in every culture.</summary>
    public override string ToString() => TextTable.Of(textColumns: 1, Header, [Row], total: null);
}
