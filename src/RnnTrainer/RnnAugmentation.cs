using System.Runtime.CompilerServices;
using RnnTrainer.Network;
using RnnTrainer.Values;

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
    /// For pictures whose rows are the time steps: each is moved up or down, and sideways, by up to so many pixels.
    /// </summary>
    /// <param name="shift">Largest shift in either direction, in pixels; 0 to 1,000,000, and less than the picture's width.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shift is out of its range.</exception>
    public static RnnAugmentation ForImages(int shift) => new() { TimeShift = shift, InputShift = shift };

    /// <summary>
    /// Each sequence is shifted by a whole number of time steps, each from -TimeShift to TimeShift equally likely; zeros move in,
    /// and what is moved out is lost. Labels of steps move with them; the steps that come in have none. 0 to 1,000,000; default 0.
    /// </summary>
    public int TimeShift { get; init => field = Shift(value); }

    /// <summary>
    /// Each sequence is shifted along its inputs likewise, by the same number at all steps: for inputs that are neighbours, as the
    /// pixels of a picture's row or the bands of a spectrum, not for separate measurements. 0 to 1,000,000, and less than the
    /// inputs of a step; default 0.
    /// </summary>
    public int InputShift { get; init => field = Shift(value); }

    /// <summary>Standard deviation of Gaussian noise that is added to each value. Finite, at least 0; default 0.</summary>
    public float Noise { get; init => field = Deviation(value); }

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnAugmentation), PrintMembers);

    /// <exception cref="RnnOptionException">A shift can move whole sequences out.</exception>
    internal void CheckFits(InputSpec input)
    {
        if (InputShift >= input.Size)
        {
            throw new RnnOptionException(nameof(InputShift), InputShift,
                $"{nameof(InputShift):option} {InputShift} can move out all inputs of a step, which has {input.Size}. "
                + $"Use a smaller one, or 0 unless neighbouring inputs are alike, as pixels are.");
        }
        if (input.HasEqualLengths && TimeShift >= input.TimeSteps)
        {
            throw new RnnOptionException(nameof(TimeShift), TimeShift,
                $"{nameof(TimeShift):option} {TimeShift} can move out all steps of a sequence, which has {input.TimeSteps}. "
                + $"Use a smaller one.");
        }
    }

    private static int Shift(int value, [CallerMemberName] string property = "") =>
        value is >= 0 and <= LargestShift
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be from 0 to {LargestShift}; "
                + "give the largest shift, which goes both ways.");

    private static float Deviation(float value, [CallerMemberName] string property = "") =>
        float.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be a finite number of at least 0.");
}
