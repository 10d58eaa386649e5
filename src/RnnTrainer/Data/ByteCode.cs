using System.Numerics.Tensors;

namespace RnnTrainer.Data;

/// <summary>
/// A way to keep numbers that came from bytes as bytes again, without loss: value = byte · multiplier / divisor, computed as
/// it was on the way here.
/// </summary>
internal sealed class ByteCode
{
    private readonly float multiplier, divisor;

    private ByteCode(float multiplier, float divisor)
    {
        this.multiplier = multiplier;
        this.divisor = divisor;
    }

    /// <summary>Plain bytes, bytes divided by 255, and bytes multiplied by 1/255 (as ExtractPixels does).</summary>
    public static IReadOnlyList<ByteCode> All { get; } = [new(1, 1), new(1, 255), new(1 / 255f, 1)];

    /// <summary>Turns the values into bytes, if every one of them comes back exactly as it is.</summary>
    /// <param name="values">The values.</param>
    /// <param name="bytes">As many bytes; undefined where the result is false.</param>
    /// <param name="scratch">As many floats, overwritten.</param>
    public bool TryEncode(ReadOnlySpan<float> values, Span<byte> bytes, Span<float> scratch)
    {
        TensorPrimitives.Multiply(values, divisor / multiplier, scratch);
        TensorPrimitives.Add(scratch, 0.5f, scratch);
        TensorPrimitives.ConvertSaturating<float, byte>(scratch, bytes);
        Decode(bytes, scratch);

        // By bits, so that -0 is not taken for 0.
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes(scratch).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values));
    }

    /// <summary>Turns bytes back into the values that they were.</summary>
    public void Decode(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        TensorPrimitives.ConvertChecked(bytes, values);
        if (multiplier != 1)
            TensorPrimitives.Multiply(values, multiplier, values);
        if (divisor != 1)
            TensorPrimitives.Divide(values, divisor, values);
    }
}
