using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RnnTrainer.Values;

/// <summary>Metrics by name, in order; equal to others of the same names and values in the same order.</summary>
internal sealed class MetricValues(IEnumerable<KeyValuePair<string, double>> metrics)
    : IReadOnlyDictionary<string, double>, IEquatable<MetricValues>
{
    private readonly KeyValuePair<string, double>[] metrics = [.. metrics]; // a handful

    public int Count => metrics.Length;

    public IEnumerable<string> Keys => metrics.Select(metric => metric.Key);

    public IEnumerable<double> Values => metrics.Select(metric => metric.Value);

    public double this[string key] => TryGetValue(key, out double value) ? value
        : throw new KeyNotFoundException($"There is no metric '{key}'; there are: {string.Join(", ", Keys)}.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        foreach ((string name, double measured) in metrics)
        {
            value = measured;
            if (name == key)
                return true;
        }
        value = default;
        return false;
    }

    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, double>>)metrics).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(MetricValues? other) => other is not null && metrics.SequenceEqual(other.metrics);

    public override bool Equals(object? obj) => Equals(obj as MetricValues);

    public override int GetHashCode() => metrics.Aggregate(0, (hash, metric) => HashCode.Combine(hash, metric.Key, metric.Value));

    public override string ToString() =>
        $"{{ {string.Join(", ", metrics.Select(metric => $"{metric.Key} = {metric.Value.ToString(CultureInfo.InvariantCulture)}"))} }}";
}
