namespace RnnTrainer.Network;

/// <summary>What a summary of the states is made of, and what it needs while they are computed.</summary>
/// <param name="Collects">Whether it takes in every state, and not only the last one.</param>
/// <param name="KeepsSteps">Whether it remembers the step that each of its values comes from.</param>
/// <param name="HasQuery">Whether it weighs the steps by a learned query.</param>
internal sealed record PoolingForm(bool Collects, bool KeepsSteps = false, bool HasQuery = false)
{
    private static readonly PoolingForm Last = new(Collects: false), Mean = new(Collects: true),
        Max = new(Collects: true, KeepsSteps: true), Attention = new(Collects: true, HasQuery: true);

    public static PoolingForm Of(RnnPooling summary) => summary switch
    {
        RnnPooling.None or RnnPooling.Last => Last, // a step's state is the last of the beginning that ends with it
        RnnPooling.Mean => Mean,
        RnnPooling.Max => Max,
        RnnPooling.Attention => Attention,
    };

    /// <summary>The parameters of a summary of steps that have so many values, both directions' units.</summary>
    public IEnumerable<ParameterForm> Parameters(int stateSize) =>
        HasQuery ? [new(ParameterRole.AttentionQuery, 0, [1, stateSize], stateSize)] : [];
}
