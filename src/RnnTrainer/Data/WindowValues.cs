namespace RnnTrainer.Data;

/// <summary>The values of windows that overlap, in logs; those of a window lie side by side in one log.</summary>
internal abstract class WindowValues : StoredValues
{
    /// <summary>Values that are kept.</summary>
    public abstract long Count { get; }

    /// <summary>Adds a window.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="window">Its values.</param>
    /// <param name="place">Its place.</param>
    /// <param name="log">The log that it is in.</param>
    /// <param name="start">Where its values begin there.</param>
    /// <returns>Whether what it adds is kept as bytes, and so is finite.</returns>
    public abstract bool Add(int row, ReadOnlySpan<float> window, WindowPlace place, out int log, out long start);

    /// <summary>Copies a window.</summary>
    public abstract void CopyTo(int log, long start, Span<float> destination);
}
