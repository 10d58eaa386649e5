namespace RnnTrainer.Data;

/// <summary>Makes what keeps the values of sequences that are read: in memory, or elsewhere.</summary>
internal abstract class SequenceStorage
{
    /// <summary>What keeps sequences that share nothing.</summary>
    /// <param name="isHere">Whether they are kept here, not elsewhere.</param>
    /// <returns>Null where nothing needs to be known of sequences that are kept elsewhere.</returns>
    public abstract RowValues? CreateRows(bool isHere);

    /// <summary>What keeps windows that overlap.</summary>
    /// <param name="windowSize">Values of a window.</param>
    /// <param name="layout">How the windows were made.</param>
    /// <param name="isHere">Whether they are kept here, not elsewhere.</param>
    /// <returns>Null where nothing needs to be known of windows that are kept elsewhere.</returns>
    public abstract WindowValues? CreateWindows(int windowSize, WindowLayout layout, bool isHere);
}
