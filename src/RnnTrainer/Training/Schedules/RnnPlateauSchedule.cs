using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Multiplies the learning rate by <see cref="Factor"/> when the loss stops falling (PyTorch: <c>ReduceLROnPlateau</c> with a relative
/// threshold). An epoch is an improvement if its loss is below best · (1 - <see cref="MinDelta"/>). After more than <see cref="Patience"/>
/// consecutive epochs without improvement, the rate changes and the count restarts. The loss is the validation loss if there are validation
/// data, otherwise the training loss.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with
/// {
///     ValidationFraction = 0.2f,
///     Schedule = new RnnPlateauSchedule { Factor = 0.5, Patience = 3 },
/// };
/// </code>
/// </example>
public sealed record RnnPlateauSchedule : RnnSchedule
{
    /// <summary>Factor on the rate at a plateau. Above 0 and below 1; default 0.1.</summary>
    public double Factor { get; init => field = SettingCheck.FromZeroBelowOne(SettingCheck.Positive(value)); } = 0.1;

    /// <summary>Epochs without improvement to tolerate before the rate is lowered. At least 0; default 10.</summary>
    public int Patience { get; init => field = SettingCheck.AtLeast(0, value); } = 10;

    /// <summary>
    /// Share of the best loss that the loss must fall by to count as an improvement (PyTorch: <c>threshold</c>). At least 0 and below 1;
    /// default 0.0001.
    /// </summary>
    public double MinDelta { get; init => field = SettingCheck.FromZeroBelowOne(value); } = 1e-4;

    /// <summary>Lower bound of the rate, as a share of the learning rate (PyTorch: <c>min_lr</c>). 0 to 1; default 0.</summary>
    public double MinimumFactor { get; init => field = SettingCheck.FromZeroToOne(value); }
}
