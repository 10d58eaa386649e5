using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// The learning rate is multiplied by <see cref="Factor"/> when the loss no longer falls (<c>ReduceLROnPlateau</c> of PyTorch
/// with a relative threshold): an epoch is an improvement where its loss is below best · (1 - <see cref="MinDelta"/>); after
/// more than <see cref="Patience"/> epochs in a row without one the rate changes, and the count starts anew. What counts is
/// the loss on the validation data where there are some, otherwise that of training.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
public sealed record RnnPlateauSchedule : RnnSchedule
{
    /// <summary>What the rate is multiplied by. Above 0 and below 1; default 0.1.</summary>
    public double Factor { get; init => field = SettingCheck.FromZeroBelowOne(SettingCheck.Positive(value)); } = 0.1;

    /// <summary>Epochs without improvement that are borne; the next one lowers the rate. At least 0; default 10.</summary>
    public int Patience { get; init => field = SettingCheck.AtLeast(0, value); } = 10;

    /// <summary>
    /// Share of the best loss by which a loss must be lower to be an improvement (PyTorch: <c>threshold</c>). At least 0 and
    /// below 1; default 0.0001.
    /// </summary>
    public double MinDelta { get; init => field = SettingCheck.FromZeroBelowOne(value); } = 1e-4;

    /// <summary>Share of the learning rate below which it does not fall (PyTorch: <c>min_lr</c>). 0 to 1; default 0.</summary>
    public double MinimumFactor { get; init => field = SettingCheck.FromZeroToOne(value); }
}
