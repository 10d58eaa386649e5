using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>
/// Offset and scale of each input, repeated for all values of a stretch: a few steps, so that they fill vectors whatever the number of
/// inputs. The stretch, and not the width of a vector, says what is added to what, so that all machines have the same bits.
/// </summary>
internal sealed class InputScales
{
    // A step of many inputs is a stretch of its own. Of few, as many steps as fill vectors of 8.
    private const int ManyInputs = 64, ShortestStretch = 32, Lanes = 8;

    private readonly double[] offsets, scales; // [stretch]

    /// <param name="inputs">Inputs at each step.</param>
    public InputScales(int inputs)
    {
        Inputs = inputs;
        int whole = Lanes / (int)BigInteger.GreatestCommonDivisor(inputs, Lanes) * inputs;
        int stretch = inputs >= ManyInputs ? inputs : (ShortestStretch + whole - 1) / whole * whole;
        offsets = new double[stretch];
        scales = new double[stretch];
    }

    /// <summary>Those that were measured in training.</summary>
    public InputScales(InputNormalization measured) : this(measured.Offsets.Count)
    {
        for (int input = 0; input < Inputs; input++)
            (offsets[input], scales[input]) = (measured.Offsets[input], measured.Scales[input]);
        Repeat();
    }

    /// <summary>Inputs at each step.</summary>
    public int Inputs { get; }

    /// <summary>[stretch], the first <see cref="Inputs"/> of the first step.</summary>
    public Span<double> Offsets => offsets;

    /// <summary>[stretch], likewise.</summary>
    public Span<double> Scales => scales;

    /// <summary>Gives all steps of the stretch the offsets and scales of the first.</summary>
    public void Repeat()
    {
        for (int done = Inputs; done < offsets.Length; done *= 2)
        {
            int next = Math.Min(done, offsets.Length - done);
            offsets.AsSpan(0, next).CopyTo(offsets.AsSpan(done));
            scales.AsSpan(0, next).CopyTo(scales.AsSpan(done));
        }
    }

    /// <summary>x = (x - offset)·scale, rounded once, at the end.</summary>
    /// <param name="sequence">[time steps x inputs].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<float> sequence)
    {
        for (int start = 0; start < sequence.Length; start += offsets.Length)
        {
            Span<float> x = sequence.Slice(start, Math.Min(offsets.Length, sequence.Length - start));
            ref float first = ref MemoryMarshal.GetReference(x);
            int i = 0;
            for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector.Widen(Vector.LoadUnsafe(ref first, (nuint)i), out Vector<double> low, out Vector<double> high);
                Vector.Narrow(Scale(low, i), Scale(high, i + Vector<double>.Count)).StoreUnsafe(ref first, (nuint)i);
            }
            for (; i < x.Length; i++)
                x[i] = (float)((x[i] - offsets[i]) * scales[i]);
        }
    }

    /// <summary>Adds the values of a sequence to a statistic.</summary>
    /// <param name="sequence">[time steps x inputs].</param>
    /// <param name="statistic"><see cref="Offsets"/> or <see cref="Scales"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Accumulate<TOperation>(ReadOnlySpan<float> sequence, Span<double> statistic) where TOperation : struct, IScaleOperation
    {
        ref float first = ref MemoryMarshal.GetReference(sequence);
        int place = 0;
        for (; place <= offsets.Length - Vector<float>.Count; place += Vector<float>.Count)
        {
            // Down the steps of two vectors of places, whose statistic stays in registers.
            int next = place + Vector<double>.Count;
            Vector<double> low = new(statistic[place..]), high = new(statistic[next..]);
            Vector<double> lowOffset = new(offsets, place), highOffset = new(offsets, next);
            int i = place;
            for (; i <= sequence.Length - Vector<float>.Count; i += offsets.Length)
            {
                Vector.Widen(Vector.LoadUnsafe(ref first, (nuint)i), out Vector<double> x, out Vector<double> y);
                low = TOperation.Add(low, x, lowOffset);
                high = TOperation.Add(high, y, highOffset);
            }
            low.CopyTo(statistic[place..]);
            high.CopyTo(statistic[next..]);
            for (int left = i; left < Math.Min(sequence.Length, i + Vector<float>.Count); left++)
                AddOne<TOperation>(ref statistic[place + left - i], sequence[left], offsets[place + left - i]);
        }
        for (; place < offsets.Length; place++)
        {
            for (int i = place; i < sequence.Length; i += offsets.Length)
                AddOne<TOperation>(ref statistic[place], sequence[i], offsets[place]);
        }
    }

    /// <summary>Adds the values of a sequence that are not missing (NaN) to a statistic.</summary>
    /// <param name="sequence">[time steps x inputs].</param>
    /// <param name="statistic"><see cref="Offsets"/> or <see cref="Scales"/>.</param>
    public void AccumulateKnown<TOperation>(ReadOnlySpan<float> sequence, Span<double> statistic)
        where TOperation : struct, IScaleOperation
    {
        for (int i = 0; i < sequence.Length; i++)
        {
            if (!float.IsNaN(sequence[i]))
                AddOne<TOperation>(ref statistic[i % offsets.Length], sequence[i], offsets[i % offsets.Length]);
        }
    }

    private static void AddOne<TOperation>(ref double statistic, float x, double offset) where TOperation : struct, IScaleOperation =>
        statistic = TOperation.Add(new Vector<double>(statistic), new Vector<double>(x), new Vector<double>(offset))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<double> Scale(Vector<double> x, int place) =>
        (x - new Vector<double>(offsets, place)) * new Vector<double>(scales, place);
}
