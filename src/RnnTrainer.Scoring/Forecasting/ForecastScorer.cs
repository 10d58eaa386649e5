using RnnTrainer.Scoring;

namespace RnnTrainer.Forecasting;

/// <summary>Forecasts with a network's weights, packed once. Immutable and thread-safe.</summary>
/// <param name="model">The network.</param>
/// <param name="spec">What it reads and gives.</param>
internal sealed class ForecastScorer(RnnModel model, ForecastSpec spec)
{
    private readonly SequenceScorer scorer = new(model);

    /// <summary>What the network reads and gives.</summary>
    public ForecastSpec Spec => spec;

    /// <summary>The number of windows that are best forecast from together.</summary>
    public int BlockWindows => scorer.BlockRows;

    /// <summary>Room for a number of windows: <see cref="BlockWindows"/>, or 1 where they come one by one.</summary>
    public ForecastBlock CreateBlock(int windows) => new(spec, scorer.CreateBlock(windows), windows);
}
