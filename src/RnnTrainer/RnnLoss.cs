using System.Globalization;
using RnnTrainer.Kernels;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// What a regression minimises: the mean, over rows and targets, of what an error costs. Targets are standardised in training, so
/// that targets of any unit count alike; e below is the error in standard deviations of the training rows' labels. An immutable value.
/// </summary>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Gru with { Loss = RnnLoss.Quantiles(0.1f, 0.5f, 0.9f) };
/// </code>
/// </example>
public sealed record RnnLoss
{
    private RnnLoss(LossKind kind) => Kind = kind;

    /// <summary>e²: the answer is the mean (PyTorch: <c>MSELoss</c>). A regression's own loss.</summary>
    public static RnnLoss Squared { get; } = new(LossKind.Squared);

    /// <summary>|e|: the answer is the median (PyTorch: <c>L1Loss</c>).</summary>
    public static RnnLoss Absolute { get; } = new(LossKind.Absolute);

    /// <summary>"Squared", "Absolute", "Huber" or "Quantiles".</summary>
    public string Name => $"{Kind}";

    /// <summary>Where <see cref="Huber"/> turns from squared to absolute, in the label's unit; <see langword="null"/> for others.</summary>
    public float? Delta { get; private init; }

    /// <summary>The levels of <see cref="Quantiles"/>, each above the one before; <see langword="null"/> for others.</summary>
    public IReadOnlyList<float>? Levels => LevelList;

    internal LossKind Kind { get; }

    /// <summary>The levels as a value; null for others.</summary>
    internal ValueList<float>? LevelList { get; private init; }

    /// <summary>
    /// e²/2 up to an error of delta, delta·(|e| - delta/2) beyond (Huber 1964; PyTorch: <c>HuberLoss</c>): single errors, however
    /// large, pull no harder than those of delta.
    /// </summary>
    /// <param name="delta">In the label's unit; above 0 and finite.</param>
    /// <exception cref="RnnOptionException"><paramref name="delta"/> is not above 0 and finite.</exception>
    public static RnnLoss Huber(float delta) => float.IsFinite(delta) && delta > 0
        ? new RnnLoss(LossKind.Huber) { Delta = delta }
        : throw new RnnOptionException(nameof(RnnOptions.Loss), delta,
            $"{nameof(RnnOptions.Loss):option} Huber has the delta {delta}. Give a finite number above 0, in the label's unit.");

    /// <summary>
    /// The answer is a value for each level, which that share of the labels keeps below: 0.5 is the median, 0.1 and 0.9 bound the
    /// middle 80 %. Level q charges q for each unit above the answer and 1-q for each below (Koenker and Bassett 1978, "pinball"). Where
    /// answers cross they are sorted (Chernozhukov et al. 2010). A label of several numbers gets as many values for each of them: Score is
    /// [numbers x levels].
    /// </summary>
    /// <param name="levels">At least one, each above 0, below 1 and above the one before it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="levels"/> is null.</exception>
    /// <exception cref="RnnOptionException">The levels are not such.</exception>
    public static RnnLoss Quantiles(params float[] levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        if (QuantileLevels.FirstWrong(levels) is { } index)
        {
            throw new RnnOptionException(nameof(RnnOptions.Loss), levels[index],
                $"{nameof(RnnOptions.Loss):option} Quantiles has the level {levels[index]} at index {index}. "
                + $"Give levels above 0 and below 1, each above the one before it, such as 0.1, 0.5, 0.9.");
        }
        return levels.Length > 0
            ? new RnnLoss(LossKind.Quantiles) { LevelList = new(levels) }
            : throw new RnnOptionException(nameof(RnnOptions.Loss), levels,
                $"{nameof(RnnOptions.Loss):option} Quantiles has no levels. Give at least one above 0 and below 1, such as 0.1, 0.5, 0.9.");
    }

    /// <summary>"Squared", "Absolute", "Huber(0.5)" or "Quantiles(0.1, 0.5, 0.9)".</summary>
    public override string ToString()
    {
        IEnumerable<float> numbers = LevelList ?? (Delta is { } delta ? [delta] : (IEnumerable<float>)[]);
        string text = string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        return text.Length == 0 ? Name : $"{Name}({text})";
    }
}
