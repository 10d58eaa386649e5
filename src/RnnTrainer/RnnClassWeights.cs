using System.Globalization;

namespace RnnTrainer;

/// <summary>Weights of the classes in training. An immutable value.</summary>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Gru with { ClassWeights = RnnClassWeights.Balanced };
/// </code>
/// </example>
public sealed record RnnClassWeights
{
    private readonly float[]? weights; // null: balanced

    private RnnClassWeights(float[]? weights) => this.weights = weights;

    /// <summary>
    /// Weights that give every class the same total, however many rows it has: a row of class c weighs rows / (classes · rows of c), over
    /// the classes that occur. With a label for each step, labeled steps are counted instead of rows.
    /// </summary>
    public static RnnClassWeights Balanced { get; } = new((float[]?)null);

    /// <summary>
    /// Gets the weights in the order of the label's keys, or of false and true; <see langword="null"/> for <see cref="Balanced"/>.
    /// </summary>
    public IReadOnlyList<float>? Weights => weights is null ? null : Array.AsReadOnly(weights);

    /// <summary>Creates weights from a list.</summary>
    /// <param name="weights">
    /// One for each class, in the order of the label's keys, or of false and true. Finite, at least 0, and not all 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    /// <exception cref="ArgumentException">No weight is above 0.</exception>
    public static RnnClassWeights Of(params float[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        for (int i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]) || weights[i] < 0)
                throw new ArgumentOutOfRangeException(nameof(weights), weights[i], $"The weight of class {i} must be a finite number of "
                    + "at least 0.");
        }
        return weights.Any(weight => weight > 0)
            ? new RnnClassWeights([.. weights])
            : throw new ArgumentException($"None of the {weights.Length} class weights is above 0; give one for each class, "
                + "in the order of the label's keys, or of false and true.", nameof(weights));
    }

    /// <summary>The weights that were given, one for each class; null: balanced.</summary>
    internal IReadOnlyList<float>? Given => weights;

    /// <summary>Returns whether both are balanced, or have equal weights.</summary>
    /// <param name="other">The weights to compare with.</param>
    public bool Equals(RnnClassWeights? other) =>
        other is not null
            && (weights is null ? other.weights is null : other.weights is not null && weights.AsSpan().SequenceEqual(other.weights));

    /// <summary>Returns a hash of the weights.</summary>
    public override int GetHashCode()
    {
        HashCode hash = new();
        foreach (float weight in weights ?? [])
            hash.Add(weight);
        return hash.ToHashCode();
    }

    /// <summary>Returns "Balanced", or the weights, such as "Of(1, 2.5)".</summary>
    public override string ToString() => weights is null
        ? nameof(Balanced)
        : $"{nameof(Of)}({string.Join(", ", weights.Select(weight => weight.ToString(CultureInfo.InvariantCulture)))})";

    /// <exception cref="RnnOptionException">The weights given are not one for each class.</exception>
    internal void CheckFits(string labelColumn, int classCount)
    {
        if (weights is not null && weights.Length != classCount)
        {
            throw new RnnOptionException(nameof(RnnOptions.ClassWeights), this,
                $"{nameof(RnnOptions.ClassWeights):option} has {weights.Length} weights, but column '{labelColumn}' has {classCount} "
                + $"classes. Give one for each, in the order of its keys, or of false and true, or {nameof(Balanced)}.");
        }
    }
}
