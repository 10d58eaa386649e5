using System.Collections;
using RnnTrainer.Files;

namespace RnnTrainer.Values;

/// <summary>Names of tensors, or of parts of a module with all their tensors; equal to a list of the same names.</summary>
internal sealed class TensorList(IEnumerable<string> names) : IReadOnlyList<string>, IEquatable<TensorList>
{
    private readonly string[] names = [.. names];

    public int Count => names.Length;

    public string this[int index] => names[index];

    /// <summary>Whether the tensor, or a part that it belongs to, is in the list.</summary>
    public bool Covers(string tensor) =>
        names.Any(name => tensor == name || tensor.StartsWith($"{name}.", StringComparison.Ordinal));

    public IEnumerator<string> GetEnumerator() => names.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(TensorList? other) => other is not null && names.SequenceEqual(other.names);

    public override bool Equals(object? obj) => Equals(obj as TensorList);

    public override int GetHashCode() => names.Aggregate(0, HashCode.Combine);

    public override string ToString() => $"[{ErrorText.List(names, name => ErrorText.Short(name))}]";
}
