using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// An exponential moving average of the weights (Polyak and Juditsky 1992; Keras: <c>use_ema</c>; PyTorch: <c>swa_utils</c>): after step t,
/// a ← d a + (1-d) w with d = min(Decay, (1 + t) / (10 + t)), so that a short run forgets its random start. An immutable value.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { WeightAveraging = new RnnEma { Decay = 0.99f } };
/// </code>
/// </example>
public sealed record RnnEma
{
    /// <summary>
    /// Share of the average kept in each step: the average covers about the last 1 / (1 - Decay) steps. At least 0 and below 1; default
    /// 0.999.
    /// </summary>
    public float Decay { get; init => field = SettingCheck.FromZeroBelowOne(value); } = 0.999f;

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnEma), PrintMembers);
}
