using RnnTrainer.Data;

namespace RnnTrainer.Spilling;

/// <summary>The values of rows in a file.</summary>
/// <param name="blocks">The file; these rows' alone.</param>
internal sealed class SpilledRows(SpilledBlocks blocks) : RowValues
{
    public override bool Add(int row, ReadOnlySpan<float> sequence, out int offset) =>
        blocks.Add(row, sequence, sequence.Length, out offset);

    public override int Find(int row) => blocks.Find(row);

    public override int First(int block) => (int)blocks.Table[block].First;

    public override int Used(int block) => blocks.Table[block].Values;

    public override void CopyTo(int block, int offset, Span<float> destination) => blocks.CopyTo(block, offset, destination);

    public override void Complete() => blocks.Complete();

    public override BatchPlan CreatePlan(SequenceSource source, RowVisits visits) => blocks.CreatePlan(source, visits);

    public override void Dispose()
    {
        blocks.Dispose();
        base.Dispose();
    }
}
