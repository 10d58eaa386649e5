using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Lowers the learning rate along half a cosine over the whole run (Loshchilov and Hutter 2017, SGDR, without restarts; PyTorch:
/// <c>CosineAnnealingLR</c>): in step s of S, from 0, it is η · (f + (1-f) · (1 + cos(πs/S))/2), where f is <see cref="FinalFactor"/>.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { Schedule = new RnnCosineSchedule { WarmUpSteps = 100 } };
/// </code>
/// </example>
public sealed record RnnCosineSchedule : RnnSchedule
{
    /// <summary>Share of the learning rate that it falls to. 0 to 1; default 0.</summary>
    public double FinalFactor { get; init => field = SettingCheck.FromZeroToOne(value); }
}
