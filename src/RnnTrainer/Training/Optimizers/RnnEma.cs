using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// An exponential moving average of the weights (Polyak and Juditsky 1992; Keras: <c>use_ema</c>; PyTorch: <c>swa_utils</c>): after
/// step t, a ← d a + (1-d) w with d = min(Decay, (1 + t) / (10 + t)), so that a short run does not keep its random start. An
/// immutable value.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
public sealed record RnnEma
{
    /// <summary>
    /// The share of the average kept in each step: it covers about the last 1 / (1 - Decay) steps. At least 0 and below 1; default
    /// 0.999.
    /// </summary>
    public float Decay { get; init => field = SettingCheck.FromZeroBelowOne(value); } = 0.999f;

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnEma), PrintMembers);
}
