using System.Globalization;
using RnnTrainer.Kernels;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// The loss of a regression, averaged over rows and targets. Targets are standardized in training, so that targets in any unit count
/// equally; e below is the error in standard deviations of the training labels. An immutable value.
/// </summary>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Gru with { Loss = RnnLoss.Quantiles(0.1f, 0.5f, 0.9f) };
/// </code>
/// </example>
public sealed record RnnLoss
{
    private RnnLoss(LossKind kind) => Kind = kind;

    /// <summary>Squared error, e²: predicts the mean (PyTorch: <c>MSELoss</c>). The default for regression.</summary>
    public static RnnLoss Squared { get; } = new(LossKind.Squared);

    /// <summary>Absolute error, |e|: predicts the median (PyTorch: <c>L1Loss</c>).</summary>
    public static RnnLoss Absolute { get; } = new(LossKind.Absolute);

    /// <summary>Gets the name of the loss: "Squared", "Absolute", "Huber" or "Quantiles".</summary>
    public string Name => $"{Kind}";

    /// <summary>
    /// Gets where <see cref="Huber"/> turns from squared to absolute, in the label's unit; <see langword="null"/> for other losses.
    /// </summary>
    public float? Delta { get; private init; }

    /// <summary>Gets the levels of <see cref="Quantiles"/>, ascending; <see langword="null"/> for other losses.</summary>
    public IReadOnlyList<float>? Levels => LevelList;

    internal LossKind Kind { get; }

    /// <summary>The levels as a value; null for others.</summary>
    internal ValueList<float>? LevelList { get; private init; }

    /// <summary>
    /// Creates a Huber loss (Huber 1964; PyTorch: <c>HuberLoss</c>): e²/2 up to an error of delta, delta·(|e| - delta/2) beyond, so that
    /// outliers pull no harder than an error of delta.
    /// </summary>
    /// <param name="delta">Where the loss turns from squared to absolute, in the label's unit; above 0 and finite.</param>
    /// <exception cref="RnnOptionException"><paramref name="delta"/> is not above 0 and finite.</exception>
    public static RnnLoss Huber(float delta) => float.IsFinite(delta) && delta > 0
        ? new RnnLoss(LossKind.Huber) { Delta = delta }
        : throw new RnnOptionException(nameof(RnnOptions.Loss), delta,
            $"{nameof(RnnOptions.Loss):option} Huber has the delta {delta}. Give a finite number above 0, in the label's unit.");

    /// <summary>
    /// Creates a quantile ("pinball") loss (Koenker and Bassett 1978): the network predicts one value per level, below which that share of
    /// the labels lies. Level 0.5 is the median; 0.1 and 0.9 bound the middle 80%. Level q costs q per unit when the label is above the
    /// prediction, and 1-q when it is below. Quantiles that cross are sorted (Chernozhukov et al. 2010). For a vector label, every element
    /// has its own quantiles: Score is [numbers x levels].
    /// </summary>
    /// <param name="levels">The levels; at least one, above 0, below 1 and ascending.</param>
    /// <exception cref="ArgumentNullException"><paramref name="levels"/> is null.</exception>
    /// <exception cref="RnnOptionException">A level is out of range, the levels are not ascending, or there are none.</exception>
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

    /// <summary>Returns the loss with its settings: "Squared", "Absolute", "Huber(0.5)" or "Quantiles(0.1, 0.5, 0.9)".</summary>
    public override string ToString()
    {
        IEnumerable<float> numbers = LevelList ?? (Delta is { } delta ? [delta] : (IEnumerable<float>)[]);
        string text = string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        return text.Length == 0 ? Name : $"{Name}({text})";
    }
}
