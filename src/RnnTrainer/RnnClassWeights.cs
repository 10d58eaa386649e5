using System.Globalization;
using RnnTrainer.Data;

namespace RnnTrainer;

/// <summary>How much the training rows of each class count. An immutable value.</summary>
public sealed record RnnClassWeights
{
    private readonly float[]? weights; // null: balanced

    private RnnClassWeights(float[]? weights) => this.weights = weights;

    /// <summary>
    /// Each class counts as much as any other, however many rows it has: a row of class c has the weight
    /// rows / (classes · rows of c), over the classes that occur.
    /// </summary>
    public static RnnClassWeights Balanced { get; } = new((float[]?)null);

    /// <summary>The weights in the order of the label's keys; <see langword="null"/>: <see cref="Balanced"/>.</summary>
    public IReadOnlyList<float>? Weights => weights is null ? null : Array.AsReadOnly(weights);

    /// <summary>Weights that are given.</summary>
    /// <param name="weights">One for each class, in the order of the label's keys. Finite, at least 0, and not all 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    /// <exception cref="ArgumentException">No weight is above 0.</exception>
    public static RnnClassWeights Of(params float[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        for (int i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]) || weights[i] < 0)
                throw new ArgumentOutOfRangeException(nameof(weights), weights[i], $"The weight of class {i} must be a finite number of at least 0.");
        }
        return weights.Any(weight => weight > 0)
            ? new RnnClassWeights([.. weights])
            : throw new ArgumentException($"None of the {weights.Length} class weights is above 0; give one for each class, in the order of the label's keys.", nameof(weights));
    }

    /// <summary>Whether both are balanced, or have the same weights.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(RnnClassWeights? other) =>
        other is not null && (weights is null ? other.weights is null : other.weights is not null && weights.AsSpan().SequenceEqual(other.weights));

    /// <summary>A hash of the weights.</summary>
    public override int GetHashCode()
    {
        HashCode hash = new();
        foreach (float weight in weights ?? [])
            hash.Add(weight);
        return hash.ToHashCode();
    }

    /// <summary>"Balanced", or "Of(1, 2.5)".</summary>
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
                + $"classes. Give one for each, in the order of the label's keys, or {nameof(Balanced)}.");
        }
    }

    /// <summary>The weight of each class for these rows; 0 for classes that do not occur, if balanced.</summary>
    /// <exception cref="RnnOptionException">No row counts.</exception>
    internal float[] For(SequenceSource source, ClassTargets classes, int[] rows, int classCount)
    {
        if (weights is not null)
        {
            if (rows.Any(row => weights[classes[row]] * source.Weight(row) > 0))
                return weights;
            throw new RnnOptionException(nameof(RnnOptions.ClassWeights), this,
                $"{nameof(RnnOptions.ClassWeights):option} {this} gives all {rows.Length} training rows weight 0. "
                + $"Give a class that occurs a weight above 0.");
        }
        int[] counts = new int[classCount];
        foreach (int row in rows)
            counts[classes[row]]++;
        int occurring = counts.Count(count => count > 0);
        return [.. counts.Select(count => count == 0 ? 0 : (float)(rows.Length / ((double)occurring * count)))];
    }
}
