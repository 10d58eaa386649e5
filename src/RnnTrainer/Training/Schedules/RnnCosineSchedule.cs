using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// The learning rate falls along half a cosine over the whole run (Loshchilov and Hutter 2017, SGDR, without restarts;
/// <c>CosineAnnealingLR</c> of PyTorch): in step s of S, from 0, it is η · (f + (1-f) · (1 + cos(πs/S))/2), where f is
/// <see cref="FinalFactor"/>.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
public sealed record RnnCosineSchedule : RnnSchedule
{
    /// <summary>Share of the learning rate towards which it falls. 0 to 1; default 0.</summary>
    public double FinalFactor { get; init => field = SettingCheck.FromZeroToOne(value); }
}
