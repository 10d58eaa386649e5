namespace RnnTrainer.Samples;

/// <summary>A number of things in words.</summary>
internal static class Counted
{
    /// <summary>"1 step", "2,000 steps".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">One of them.</param>
    /// <param name="several">Several of them, where that is more than an s at the end.</param>
    public static string Of(long count, string one, string? several = null) => $"{count:N0} {(count == 1 ? one : several ?? $"{one}s")}";
}
