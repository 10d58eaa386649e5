using System.Runtime.CompilerServices;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Random changes to the training sequences, drawn anew each time a sequence is used: pictures are scaled, rotated and distorted, then the
/// sequence is shifted, then noise is added. Scoring is not affected. An immutable value: copy it with <see langword="with"/> to change a
/// setting.
/// </summary>
/// <remarks>
/// <see cref="Rotation"/>, <see cref="Zoom"/> and <see cref="Elastic"/> are for pictures: sequences of one known length whose time steps
/// are the rows and whose inputs are the pixels of a row. They interpolate between pixels; pixels that enter from outside the picture are
/// 0.
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { Augmentation = RnnAugmentation.ForImages(2) };       // shifted by up to 2 pixels
/// </code>
/// </example>
public sealed record RnnAugmentation
{
    private const int LargestShift = 1_000_000;
    private const float MostDegrees = 180, LargestZoom = 0.9f, LargestDisplacement = 1000, LeastSmoothness = 0.5f;

    /// <summary>
    /// Augmentation for pictures whose rows are the time steps. Each picture is shifted vertically and horizontally by up to
    /// <paramref name="shift"/> pixels, and optionally rotated, scaled and distorted. For handwritten digits of 28 x 28 pixels,
    /// <c>ForImages(2, 10, 0.1f, 1)</c> is a good start.
    /// </summary>
    /// <param name="shift">Largest shift in each direction, in pixels; 0 to 1,000,000, and less than the picture's width.</param>
    /// <param name="rotation">See <see cref="Rotation"/>.</param>
    /// <param name="zoom">See <see cref="Zoom"/>.</param>
    /// <param name="elastic">See <see cref="Elastic"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static RnnAugmentation ForImages(int shift, float rotation = 0, float zoom = 0, float elastic = 0) => new()
    {
        TimeShift = shift,
        InputShift = shift,
        Rotation = rotation,
        Zoom = zoom,
        Elastic = elastic,
    };

    /// <summary>
    /// Largest shift in time. Each sequence is shifted by a whole number of time steps, drawn uniformly from -TimeShift to TimeShift; zeros
    /// move in, and steps moved out are dropped. Step labels move with their steps; steps that move in have no label. 0 to 1,000,000;
    /// default 0.
    /// </summary>
    public int TimeShift { get; init => field = Shift(value); }

    /// <summary>
    /// Largest shift along the inputs. Each sequence is shifted by the same number of inputs at all steps. For inputs with neighbors, such
    /// as the pixels of a picture's row or the bands of a spectrum, not for separate measurements. 0 to 1,000,000, and less than the number
    /// of inputs per step; default 0.
    /// </summary>
    public int InputShift { get; init => field = Shift(value); }

    /// <summary>
    /// Largest rotation. Each picture is rotated about its center by an angle drawn uniformly from -Rotation to Rotation. 0 to 180 degrees;
    /// default 0.
    /// </summary>
    public float Rotation { get; init => field = Between(value, 0, MostDegrees); }

    /// <summary>
    /// Largest change of scale. Each picture is scaled in height and width by separate factors, drawn uniformly from 1 - Zoom to 1 + Zoom.
    /// 0 to 0.9; default 0.
    /// </summary>
    public float Zoom { get; init => field = Between(value, 0, LargestZoom); }

    /// <summary>
    /// Strength of elastic distortion (Simard, Steinkraus and Platt 2003), which moves neighboring pixels by similar amounts, as if the
    /// picture were drawn on rubber. Standard deviation of the displacement in each direction, in pixels; 0 to 1,000, default 0. The
    /// paper's setting for digits corresponds to 1.4.
    /// </summary>
    public float Elastic { get; init => field = Between(value, 0, LargestDisplacement); }

    /// <summary>
    /// How smoothly the displacements of <see cref="Elastic"/> vary: standard deviation of the Gaussian filter applied to them, in pixels.
    /// 0.5 to 1,000; default 4.
    /// </summary>
    public float ElasticSmoothness { get; init => field = Between(value, LeastSmoothness, LargestDisplacement); } = 4;

    /// <summary>Standard deviation of the Gaussian noise added to each value. Finite, at least 0; default 0.</summary>
    public float Noise { get; init => field = Deviation(value); }

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnAugmentation), PrintMembers);

    /// <summary>Whether sequences must be pictures.</summary>
    internal bool IsPictureChanged => Rotation > 0 || Zoom > 0 || Elastic > 0;

    /// <exception cref="RnnOptionException">
    /// A shift can move whole sequences out, or picture changes are set for sequences of different lengths or with step labels.
    /// </exception>
    internal void CheckFits(InputSpec input, bool returnSequences)
    {
        if (IsPictureChanged && (returnSequences || !input.HasEqualLengths))
        {
            (string option, float value) =
                Rotation > 0 ? (nameof(Rotation), Rotation) : Zoom > 0 ? (nameof(Zoom), Zoom) : (nameof(Elastic), Elastic);
            string reason = returnSequences ? "step labels cannot follow" : "the sequences have no fixed length";
            throw new RnnOptionException(option, value, $"{option:option} {value} changes pictures, but {reason}. Set it to 0.");
        }
        if (InputShift >= input.Size)
        {
            throw new RnnOptionException(nameof(InputShift), InputShift,
                $"{nameof(InputShift):option} {InputShift} can move out all {input.Size} inputs of a step. "
                + $"Use a smaller shift, or 0 where inputs have no neighbors, unlike pixels.");
        }
        if (input.HasEqualLengths && TimeShift >= input.TimeSteps)
        {
            throw new RnnOptionException(nameof(TimeShift), TimeShift,
                $"{nameof(TimeShift):option} {TimeShift} can move out all {input.TimeSteps} steps of a sequence. "
                + $"Use a smaller shift.");
        }
    }

    private static int Shift(int value, [CallerMemberName] string property = "") =>
        value is >= 0 and <= LargestShift
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be from 0 to {LargestShift}; "
                + "it is the largest shift in either direction.");

    private static float Between(float value, float least, float most, [CallerMemberName] string property = "") =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(
            property, value, FormattableString.Invariant($"{property} must be from {least} to {most}."));

    private static float Deviation(float value, [CallerMemberName] string property = "") =>
        float.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be a finite number of at least 0.");
}
