using System.Globalization;

namespace RnnTrainer.Values;

/// <summary>The values of class labels as text that holds all of them, in any language of the machine.</summary>
internal static class LabelValueText
{
    // By .NET's name of the type: the types of LabelValueFormat.
    private static readonly Dictionary<string, Func<string[], Array>> Parsers = new(StringComparer.Ordinal)
    {
        [nameof(String)] = texts => texts.ToArray(),
        [nameof(Boolean)] = Each<bool>,
        [nameof(SByte)] = Each<sbyte>,
        [nameof(Byte)] = Each<byte>,
        [nameof(Int16)] = Each<short>,
        [nameof(UInt16)] = Each<ushort>,
        [nameof(Int32)] = Each<int>,
        [nameof(UInt32)] = Each<uint>,
        [nameof(Int64)] = Each<long>,
        [nameof(UInt64)] = Each<ulong>,
        [nameof(Single)] = Each<float>,
        [nameof(Double)] = Each<double>,
        [nameof(DateTime)] = texts =>
            Array.ConvertAll(texts, text => DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
        [nameof(DateTimeOffset)] = Each<DateTimeOffset>,
        [nameof(TimeSpan)] = Each<TimeSpan>,
    };

    public static string Write(object value) => value switch
    {
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <exception cref="FormatException">The type is unknown, or a text is none of its values.</exception>
    /// <exception cref="OverflowException">A number is too large.</exception>
    public static Array Parse(string type, string[] texts) =>
        Parsers.TryGetValue(type, out Func<string[], Array>? parse) ? parse(texts)
            : throw new FormatException($"known types are {string.Join(", ", Parsers.Keys)}");

    private static T[] Each<T>(string[] texts) where T : IParsable<T> =>
        Array.ConvertAll(texts, text => T.Parse(text, CultureInfo.InvariantCulture));
}
