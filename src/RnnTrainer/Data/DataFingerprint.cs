using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace RnnTrainer.Data;

/// <summary>Tells data sets apart: a hash of all rows, which takes in one after another as they are read.</summary>
internal sealed class DataFingerprint
{
    private readonly XxHash3 hash = new();

    /// <summary>The hash of the rows so far.</summary>
    public ulong Value => hash.GetCurrentHashAsUInt64();

    /// <summary>Adds a row.</summary>
    /// <param name="sequence">[time steps x inputs].</param>
    /// <param name="weight">How much the row counts.</param>
    /// <param name="targets">What holds its targets.</param>
    /// <param name="row">Its number there.</param>
    public void Add(ReadOnlySpan<float> sequence, float weight, LabelTargets targets, int row)
    {
        hash.Append(MemoryMarshal.AsBytes(sequence));
        hash.Append(MemoryMarshal.AsBytes<int>([sequence.Length, BitConverter.SingleToInt32Bits(weight)]));
        targets.AppendTo(hash, row);
    }
}
