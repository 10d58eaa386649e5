namespace RnnTrainer.Values;

/// <summary>Numbers of things in messages: "1 row", "2 rows".</summary>
internal static class CountText
{
    /// <param name="count">How many there are.</param>
    /// <param name="noun">What one is called; its plural ends with an s.</param>
    public static string Of(long count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
