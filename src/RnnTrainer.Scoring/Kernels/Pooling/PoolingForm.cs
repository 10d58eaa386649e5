namespace RnnTrainer.Kernels;

/// <summary>What a summary of the states needs while they are computed.</summary>
/// <param name="Collects">Whether it takes in every state, and not only the last one.</param>
/// <param name="KeepsSteps">Whether it remembers the step that each of its values comes from.</param>
internal sealed record PoolingForm(bool Collects, bool KeepsSteps)
{
    private static readonly PoolingForm Last = new(false, false), Mean = new(true, false), Max = new(true, true);

    public static PoolingForm Of(RnnPooling summary) => summary switch
    {
        RnnPooling.Last => Last,
        RnnPooling.Mean => Mean,
        RnnPooling.Max => Max,
    };
}
