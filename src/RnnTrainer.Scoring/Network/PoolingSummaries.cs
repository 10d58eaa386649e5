namespace RnnTrainer.Network;

/// <summary>The single summaries that an <see cref="RnnPooling"/> joins.</summary>
internal static class PoolingSummaries
{
    /// <summary>Each summary, as they stand side by side among the head's inputs.</summary>
    public static IReadOnlyList<RnnPooling> All { get; } =
        [.. Enum.GetValues<RnnPooling>().Where(summary => summary != RnnPooling.None)];

    /// <summary>All of them joined.</summary>
    public static RnnPooling Joined { get; } = All.Aggregate((joined, summary) => joined | summary);

    /// <summary>
    /// Those that a pooling joins, in the order of <see cref="All"/>; <see cref="RnnPooling.None"/>, the state of a step, stands alone.
    /// </summary>
    public static IReadOnlyList<RnnPooling> Of(RnnPooling pooling) =>
        pooling == RnnPooling.None ? [RnnPooling.None] : [.. All.Where(summary => pooling.HasFlag(summary))];

    /// <summary>The parameters of a pooling of steps that have so many values, summary by summary.</summary>
    public static IEnumerable<ParameterForm> Parameters(RnnPooling pooling, int stateSize) =>
        Of(pooling).SelectMany(summary => PoolingForm.Of(summary).Parameters(stateSize));
}
