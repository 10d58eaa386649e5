using System.Buffers;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>Puts values in place of those that are missing (NaN). Any number of threads may use it.</summary>
/// <param name="rule">What takes their place.</param>
/// <param name="means">What stands for a missing value of each input, once it is at scale.</param>
internal sealed class MissingValueFiller(RnnMissingValues rule, float[] means)
{
    /// <summary>The filler that a network asks for; null where it replaces nothing.</summary>
    /// <param name="input">What the network reads.</param>
    /// <param name="means">What stands for a missing value of each input.</param>
    public static MissingValueFiller? Of(InputSpec input, float[] means) => input.FillsMissing ? new(input.MissingValues, means) : null;

    /// <summary>Whether a value is missing.</summary>
    public static bool AnyMissing(ReadOnlySpan<float> sequence)
    {
        foreach (float x in sequence)
        {
            if (float.IsNaN(x))
                return true;
        }
        return false;
    }

    /// <summary>Brings a sequence to scale, and fills what was missing before: infinity may become NaN, and stays so.</summary>
    /// <param name="sequence">[time steps x inputs]; the new values take their place.</param>
    /// <param name="normalizer">Brings inputs to scale, their missing values left out; null: they are.</param>
    /// <param name="before">Of each input, what stands for the value before the first step.</param>
    public void Fill(Span<float> sequence, SequenceNormalizer? normalizer, ReadOnlySpan<float> before)
    {
        if (!AnyMissing(sequence))
        {
            normalizer?.Apply(sequence);
            return;
        }
        int[] places = ArrayPool<int>.Shared.Rent(sequence.Length);
        int count = 0;
        for (int i = 0; i < sequence.Length; i++)
        {
            if (float.IsNaN(sequence[i]))
                places[count++] = i;
        }
        normalizer?.Apply(sequence);
        foreach (int place in places.AsSpan(0, count))
            sequence[place] = ValueFor(sequence, place, before);
        ArrayPool<int>.Shared.Return(places);
    }

    // Those before it have been filled.
    private float ValueFor(ReadOnlySpan<float> sequence, int place, ReadOnlySpan<float> before) => rule switch
    {
        RnnMissingValues.Error => float.NaN,
        RnnMissingValues.LastValue => place < before.Length ? before[place] : sequence[place - before.Length],
        RnnMissingValues.Mean => means[place % means.Length],
    };
}
