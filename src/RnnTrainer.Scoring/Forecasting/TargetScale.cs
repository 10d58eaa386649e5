namespace RnnTrainer.Forecasting;

/// <summary>How the values of a target are read: as they are or as logarithms, then by the mean and deviation of each window.</summary>
/// <param name="LeastValue">
/// The smallest value in training. Where it is above 0, logarithms are read, and it stands for values that have none; where it is 0,
/// forecasts are not below 0 either.
/// </param>
/// <param name="LeastDeviation">The smallest deviation by which a window is divided, above 0.</param>
internal readonly record struct TargetScale(float LeastValue, double LeastDeviation)
{
    /// <summary>The smallest deviation of values as they are, as a share of their size.</summary>
    public const double LeastShare = 0.01;

    /// <summary>Whether logarithms are read, so that series of any level teach each other.</summary>
    public bool IsLogarithmic => LeastValue > 0;

    public bool IsValid => float.IsFinite(LeastValue) && double.IsFinite(LeastDeviation) && LeastDeviation > 0;

    /// <summary>What is read of a value.</summary>
    public double Read(float value) => IsLogarithmic ? Math.Log(value > 0 ? value : LeastValue) : value;

    /// <summary>The value of which this was read, within Single's range; not a number if this is not.</summary>
    public float Value(double read) =>
        (float)Math.Clamp(IsLogarithmic ? Math.Exp(read) : read, LeastValue < 0 ? float.MinValue : 0, float.MaxValue);
}
