using System.Runtime.InteropServices;
using RnnTrainer.Data;

namespace RnnTrainer.Spilling;

/// <summary>Rows one after another that are read from the disk together.</summary>
/// <param name="First">The number of its first row.</param>
/// <param name="Position">Where it begins in the file, in bytes.</param>
/// <param name="Values">Values that it holds.</param>
/// <param name="Code">How values are bytes; null: they are floats.</param>
internal readonly record struct SpillBlock(long First, long Position, int Values, ByteCode? Code) : ISection
{
    /// <summary>Bytes in the file and in memory: whole pages.</summary>
    public int Size => checked((int)AlignedMemory.WholePages(Values * (long)(Code is null ? sizeof(float) : 1)));

    /// <summary>Copies values of the block.</summary>
    /// <param name="bytes">The block, as it is in the file.</param>
    /// <param name="offset">The first value.</param>
    /// <param name="destination">As many as are copied.</param>
    public void CopyTo(ReadOnlySpan<byte> bytes, int offset, Span<float> destination)
    {
        if (Code is null)
            MemoryMarshal.Cast<byte, float>(bytes).Slice(offset, destination.Length).CopyTo(destination);
        else
            Code.Decode(bytes.Slice(offset, destination.Length), destination);
    }
}
