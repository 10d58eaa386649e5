namespace RnnTrainer.Spilling;

/// <summary>Blocks that are in a pool together. Two contents are the same only if they are one object.</summary>
/// <param name="blocks">Their numbers, in the order of their rows.</param>
internal sealed class PoolContent(int[] blocks)
{
    /// <summary>The blocks' numbers.</summary>
    public ReadOnlySpan<int> Blocks => blocks;
}
