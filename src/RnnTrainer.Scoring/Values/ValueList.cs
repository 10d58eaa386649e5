using System.Collections;
using System.Runtime.CompilerServices;

namespace RnnTrainer.Values;

/// <summary>An immutable list that equals another one of the same values in the same order.</summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
internal sealed class ValueList<T>(params IEnumerable<T> values) : IReadOnlyList<T>, IEquatable<ValueList<T>> where T : notnull
{
    private readonly T[] values = [.. values];

    public int Count => values.Length;

    public T this[int index] => values[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(ValueList<T>? other) => other is not null && values.AsSpan().SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        HashCode hash = new();
        foreach (T value in values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", values)}]";
}

/// <summary>Makes lists from collection expressions.</summary>
internal static class ValueList
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> values) where T : notnull => new(values.ToArray());
}
