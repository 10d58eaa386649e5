using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>How well one quantile was predicted. Immutable.</summary>
public sealed class RnnQuantileLevelMetrics
{
    internal RnnQuantileLevelMetrics(float level, double pinballLoss, double coverage)
    {
        Level = level;
        PinballLoss = pinballLoss;
        Coverage = coverage;
    }

    /// <summary>The level of the quantile, between 0 and 1: the share of labels that should be at most the score.</summary>
    public float Level { get; }

    /// <summary>
    /// The mean pinball loss, in units of the label: <see cref="Level"/> · (label - score) where the label is above the score, and
    /// (1 - <see cref="Level"/>) · (score - label) where it is below. At level 0.5 it is half the mean absolute error.
    /// </summary>
    public double PinballLoss { get; }

    /// <summary>The share of labels that are at most the score; near <see cref="Level"/> where the quantile is calibrated.</summary>
    public double Coverage { get; }

    internal static string[] Header { get; } = ["Quantile", "Pinball loss", "Coverage"];

    internal string[] Row => [NumberText.Value(Level), NumberText.Value(PinballLoss), NumberText.Share(Coverage)];

    /// <summary>The metrics as a table, the same text in every culture.</summary>
    public override string ToString() => TextTable.Of(textColumns: 1, Header, [Row], total: null);
}
