namespace RnnTrainer.Model;

/// <summary>Values of class labels that somebody gave, checked; equal to a list of the same values.</summary>
internal sealed class LabelList : IEquatable<LabelList>
{
    private readonly object[] values;

    /// <exception cref="ArgumentException">There are none, two are equal or of different types, or their type cannot be saved.</exception>
    public LabelList(IReadOnlyList<object> given, string property)
    {
        values = [.. given];
        if (values.Length == 0)
            throw new ArgumentException($"{property} has no values; give one for each output of the network, or leave it null.", property);
        foreach (object value in values)
        {
            Type? type = value?.GetType(), first = values[0]?.GetType();
            if (type is null || type != first || !LabelValueFormat.Supports(type))
                throw new ArgumentException(
                    $"{property} has a {type?.Name ?? "null"} after a {first?.Name ?? "null"}; give texts, or numbers or dates of one type.", property);
        }
        if (values.CountBy(value => value).FirstOrDefault(value => value.Value > 1) is { Key: { } twice })
            throw new ArgumentException($"{property} has '{twice}' twice; give each class its own value.", property);
        Items = Array.AsReadOnly(values);
    }

    public IReadOnlyList<object> Items { get; }

    /// <summary>The values in an array of their own type.</summary>
    public Array ToArray()
    {
        Array typed = Array.CreateInstance(values[0].GetType(), values.Length);
        values.CopyTo(typed, 0);
        return typed;
    }

    public bool Equals(LabelList? other) => other is not null && values.SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as LabelList);

    public override int GetHashCode() => values.Aggregate(0, HashCode.Combine);
}
