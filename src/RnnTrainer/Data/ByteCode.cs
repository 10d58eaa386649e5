using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>The first way that keeps the values; null: none does.</summary>
    public static ByteCode? Of(ReadOnlySpan<float> values)
    {
        byte[] trial = ArrayPool<byte>.Shared.Rent(values.Length);
        try
        {
            foreach (ByteCode code in All)
            {
                if (code.TryEncode(values, trial))
                    return code;
            }
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(trial);
        }
    }

    /// <summary>Turns the values into bytes, if every one of them comes back exactly as it is, by bits: -0 is not 0.</summary>
    /// <param name="values">The values.</param>
    /// <param name="bytes">As many bytes; undefined where the result is false.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryEncode(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        bytes = bytes[..values.Length];
        float factor = divisor / multiplier;
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(values);
        Span<Vector<byte>> ys = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        Vector<int> differences = Vector<int>.Zero;
        for (int i = 0; i < ys.Length; i++)
        {
            // Four vectors of numbers fill one of bytes.
            Vector<int> a = Encode(xs[4 * i], factor, ref differences), b = Encode(xs[4 * i + 1], factor, ref differences);
            Vector<int> c = Encode(xs[4 * i + 2], factor, ref differences), d = Encode(xs[4 * i + 3], factor, ref differences);
            Vector<ushort> low = Vector.Narrow(a.As<int, uint>(), b.As<int, uint>());
            Vector<ushort> high = Vector.Narrow(c.As<int, uint>(), d.As<int, uint>());
            ys[i] = Vector.Narrow(low, high);
        }
        bool same = differences == Vector<int>.Zero;
        for (int i = ys.Length * Vector<byte>.Count; i < values.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp(values[i] * factor + 0.5f, 0, 255);
            same &= BitConverter.SingleToInt32Bits(bytes[i] * multiplier / divisor) == BitConverter.SingleToInt32Bits(values[i]);
        }
        return same;
    }

    /// <summary>Turns bytes back into the values that they were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Decode(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        values = values[..bytes.Length];
        ReadOnlySpan<Vector<byte>> xs = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        Span<Vector<float>> ys = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int i = 0; i < xs.Length; i++)
        {
            Vector.Widen(xs[i], out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> a, out Vector<uint> b);
            Vector.Widen(high, out Vector<uint> c, out Vector<uint> d);
            ys[4 * i] = Decode(a.As<uint, int>());
            ys[4 * i + 1] = Decode(b.As<uint, int>());
            ys[4 * i + 2] = Decode(c.As<uint, int>());
            ys[4 * i + 3] = Decode(d.As<uint, int>());
        }
        for (int i = xs.Length * Vector<byte>.Count; i < bytes.Length; i++)
            values[i] = bytes[i] * multiplier / divisor;
    }

    // A value that is not a byte is cut to one, and then decoded to a different number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<int> Encode(Vector<float> x, float factor, ref Vector<int> differences)
    {
        Vector<int> number = Vector.ConvertToInt32Native(x * factor + new Vector<float>(0.5f)) & new Vector<int>(255);
        differences |= Decode(number).As<float, int>() ^ x.As<float, int>();
        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> Decode(Vector<int> number) => Vector.ConvertToSingle(number) * multiplier / new Vector<float>(divisor);
}
