namespace RnnTrainer.Samples;

/// <summary>Which columns of a file hold what is forecast.</summary>
/// <param name="Value">The column to forecast.</param>
/// <param name="Time">When each row was; null where rows follow each other evenly.</param>
/// <param name="Series">Which series a row belongs to; null where there is one.</param>
/// <param name="HasDecimalCommas">Whether numbers are written as 1,5.</param>
internal sealed record SeriesColumns(string Value, string? Time, string? Series, bool HasDecimalCommas)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Names => [.. ((string?[])[Value, Time, Series]).OfType<string>()];
}
