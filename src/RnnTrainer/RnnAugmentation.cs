using System.Runtime.CompilerServices;

namespace RnnTrainer;

/// <summary>
/// Small random changes of the training sequences, new ones each time that a sequence is used: first it is shifted, then noise
/// is added. Scoring is not affected. An immutable value: copy it with <see langword="with"/> to change a setting.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
public sealed record RnnAugmentation
{
    private const int LargestShift = 1_000_000;

    /// <summary>
    /// Each sequence is shifted by a whole number of time steps, each from -TimeShift to TimeShift equally likely; zeros move in,
    /// and what is moved out is lost. 0 to 1,000,000; default 0.
    /// </summary>
    public int TimeShift { get; init => field = Shift(value); }

    /// <summary>
    /// Each sequence is shifted along its inputs likewise, by the same number at all steps. For a picture whose rows are the
    /// time steps, this moves it sideways. 0 to 1,000,000; default 0.
    /// </summary>
    public int InputShift { get; init => field = Shift(value); }

    /// <summary>Standard deviation of Gaussian noise that is added to each value. Finite, at least 0; default 0.</summary>
    public float Noise { get; init => field = Deviation(value); }

    private static int Shift(int value, [CallerMemberName] string property = "") =>
        value is >= 0 and <= LargestShift
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be from 0 to {LargestShift}; give the largest shift, which goes both ways.");

    private static float Deviation(float value, [CallerMemberName] string property = "") =>
        float.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be a finite number of at least 0.");
}
