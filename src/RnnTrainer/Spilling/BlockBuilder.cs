using System.Runtime.InteropServices;
using RnnTrainer.Data;

namespace RnnTrainer.Spilling;

/// <summary>
/// The block that rows are being added to: bytes while every value is a <see cref="ByteCode"/> of bytes, floats from the first that is not.
/// </summary>
/// <param name="size">Bytes that a block has at most, unless its first row alone has more.</param>
internal sealed class BlockBuilder(int size)
{
    private byte[] bytes = new byte[size];

    /// <summary>Values so far.</summary>
    public int Values { get; private set; }

    /// <summary>How they are bytes; null: they are floats.</summary>
    public ByteCode? Code { get; private set; }

    /// <summary>Begins a block with values of any number.</summary>
    public void Begin(ReadOnlySpan<float> values)
    {
        Code = ByteCode.Of(values);
        Values = 0;
        int needed = checked((int)AlignedMemory.WholePages(BytesOf(values.Length)));
        if (bytes.Length < needed)
            bytes = new byte[needed];
        else if (bytes.Length > size && needed <= size)
            bytes = new byte[size];
        Append(values);
    }

    /// <summary>Adds values if there is room.</summary>
    /// <returns>Whether there was.</returns>
    public bool TryAdd(ReadOnlySpan<float> values)
    {
        if (BytesOf(Values + (long)values.Length) > size)
            return false;
        if (Code is null || Code.TryEncode(values, bytes.AsSpan(Values)))
        {
            Append(values);
            return true;
        }
        if ((Values + (long)values.Length) * sizeof(float) > size)
            return false;
        ToFloats();
        Append(values);
        return true;
    }

    /// <summary>The block as it is to be written: <paramref name="length"/> bytes, what is not used being 0.</summary>
    public ReadOnlySpan<byte> Bytes(int length)
    {
        bytes.AsSpan((int)BytesOf(Values)..length).Clear();
        return bytes.AsSpan(0, length);
    }

    private Span<float> Floats => MemoryMarshal.Cast<byte, float>(bytes.AsSpan());

    private long BytesOf(long values) => values * (Code is null ? sizeof(float) : 1);

    private void Append(ReadOnlySpan<float> values)
    {
        if (Code is null)
            values.CopyTo(Floats[Values..]);
        else
            Code.TryEncode(values, bytes.AsSpan(Values));
        Values += values.Length;
    }

    private void ToFloats()
    {
        float[] decoded = new float[Values];
        Code!.Decode(bytes.AsSpan(0, Values), decoded);
        Code = null;
        decoded.CopyTo(Floats);
    }
}
