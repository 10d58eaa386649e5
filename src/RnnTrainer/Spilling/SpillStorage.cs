using RnnTrainer.Data;

namespace RnnTrainer.Spilling;

/// <summary>
/// Keeps sequences in files, one for each shard that is kept here. Of the other shards it is known how their rows lie in blocks, as these
/// decide in which order they come.
/// </summary>
/// <param name="spill">The settings, whose memory is shared by all shards.</param>
/// <param name="rows">How many rows there will be, where that is known.</param>
/// <param name="shards">How rows are dealt out, and which are kept here.</param>
internal sealed class SpillStorage(RnnSpill spill, long? rows, RowShards shards) : SequenceStorage
{
    public override RowValues CreateRows(bool isHere) => new SpilledRows(Blocks(isHere));

    public override WindowValues CreateWindows(int windowSize, WindowLayout layout, bool isHere) =>
        new SpilledWindows(Blocks(isHere), new WindowOverlap(windowSize, layout));

    private SpilledBlocks Blocks(bool isHere) => new(spill, shards, isHere, rows / shards.Count);
}
