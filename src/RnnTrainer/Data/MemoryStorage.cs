namespace RnnTrainer.Data;

/// <summary>Keeps sequences in memory.</summary>
internal sealed class MemoryStorage : SequenceStorage
{
    public override RowValues? CreateRows(bool isHere) => isHere ? new RowChunks() : null;

    public override WindowValues? CreateWindows(int windowSize, WindowLayout layout, bool isHere) =>
        isHere ? new WindowLogs(windowSize, layout) : null;
}
