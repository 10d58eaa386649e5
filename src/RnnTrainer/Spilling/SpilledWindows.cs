using RnnTrainer.Data;

namespace RnnTrainer.Spilling;

/// <summary>
/// The values of windows in a file. A block has each step once: a window that goes on from the one before it adds what is new, unless it
/// begins a block, which has it whole.
/// </summary>
/// <param name="blocks">The file; these windows' alone.</param>
/// <param name="overlap">Tells what is new.</param>
internal sealed class SpilledWindows(SpilledBlocks blocks, WindowOverlap overlap) : WindowValues
{
    public override long Count => blocks.Values;

    public override bool Add(int row, ReadOnlySpan<float> window, WindowPlace place, out int log, out long start)
    {
        bool areBytes = blocks.Add(row, window, overlap.Next(window, place), out int offset);
        log = blocks.Table.Count - 1;
        start = offset;
        return areBytes;
    }

    public override void CopyTo(int log, long start, Span<float> destination) => blocks.CopyTo(log, (int)start, destination);

    public override void Complete() => blocks.Complete();

    public override BatchPlan CreatePlan(SequenceSource source, RowVisits visits) => blocks.CreatePlan(source, visits);

    public override void Dispose()
    {
        blocks.Dispose();
        base.Dispose();
    }
}
