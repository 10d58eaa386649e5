using System.Collections;
using RnnTrainer.Files;

namespace RnnTrainer.Values;

/// <summary>Values of class labels that somebody gave, checked; equal to a list of the same values.</summary>
internal sealed class LabelList : IReadOnlyList<object>, IEquatable<LabelList>
{
    private readonly object[] values;

    /// <exception cref="ArgumentException">There are none, two are equal or of different types, or their type cannot be saved.</exception>
    public LabelList(IReadOnlyList<object> given, string property)
    {
        values = [.. given];
        if (values.Length == 0)
            throw new ArgumentException($"{property} has no values; set one for each output of the network, or leave it null.", property);
        foreach (object value in values)
        {
            Type? type = value?.GetType(), first = values[0]?.GetType();
            if (type is not null && !LabelValueFormat.Supports(type))
                throw new ArgumentException(
                    $"{property} has values of type {type.Name}, which cannot be saved with a model; use texts (String), "
                        + "or numbers or dates of one type.", property);
            if (type is null || type != first)
                throw new ArgumentException(
                    $"{property} has a {type?.Name ?? "null"} after a {first?.Name ?? "null"}; use texts, "
                        + "or numbers or dates of one type.", property);
        }
        if (Fault(values) is { } fault)
            throw new ArgumentException($"{property} has {fault}.", property);
    }

    public int Count => values.Length;

    public object this[int index] => values[index];

    public IEnumerator<object> GetEnumerator() => ((IEnumerable<object>)values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The values in an array of their own type.</summary>
    public Array ToArray()
    {
        Array typed = Array.CreateInstance(values[0].GetType(), values.Length);
        values.CopyTo(typed, 0);
        return typed;
    }

    /// <summary>Why values, none of them null and all of one type, cannot be told apart or saved; null: they can.</summary>
    public static string? Fault(IReadOnlyList<object> values)
    {
        if (values.OfType<string>().FirstOrDefault(text => !UnicodeText.IsWhole(text)) is { } broken)
            return $"the text '{ErrorText.Short(broken)}', which holds half of a surrogate pair; "
                + "use whole characters";
        return values.CountBy(value => value).FirstOrDefault(value => value.Value > 1) is { Key: { } twice }
            ? $"'{ErrorText.Short($"{twice}")}' twice; give each class a different value" : null;
    }

    public bool Equals(LabelList? other) => other is not null && values.SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as LabelList);

    public override int GetHashCode() => values.Aggregate(0, HashCode.Combine);

    public override string ToString() => $"[{ErrorText.List(values, value => ErrorText.Short(LabelValueText.Write(value)))}]";
}
