using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnTrainer.Training.Optimizers;

/// <summary>
/// The average that an <see cref="RnnEma"/> asks for: a ← a + (1-d) (w - a). It moves as a whole, as the average of a weight that
/// rests still comes closer to it; the rows of a table of tokens, most of which rest, catch up when they are used or asked for.
/// </summary>
internal sealed class RnnEmaUpdate
{
    private readonly float mostKept;
    private readonly int rowSize;
    private readonly long rampEnd; // the last step of which less than the most is kept

    /// <param name="options">How much is kept.</param>
    /// <param name="parameters">What it starts from; copied.</param>
    /// <param name="rows">Rows of the table of tokens, with which the parameters begin; 0: there is none.</param>
    /// <param name="rowSize">Numbers in a row.</param>
    public RnnEmaUpdate(RnnEma options, ReadOnlySpan<float> parameters, int rows = 0, int rowSize = 0)
    {
        mostKept = options.Decay;
        this.rowSize = rowSize;
        rampEnd = (long)Math.Max(0, Math.Ceiling((10.0 * mostKept - 1) / (1.0 - mostKept)) - 1);
        Average = parameters.ToArray();
        RowSteps = new long[rows];
    }

    /// <summary>The average, [parameter count], of each row as of its step; its elements may be set.</summary>
    public float[] Average { get; }

    /// <summary>The step that the average of each row of the table is of; its elements may be set.</summary>
    public long[] RowSteps { get; }

    /// <summary>Brings the rows that a step is about to move to where they are after the last one.</summary>
    /// <param name="parameters">[parameter count], as they are before the step.</param>
    /// <param name="touched">The ranges that it moves; each before the table's end is a row.</param>
    /// <param name="step">The step, from 1.</param>
    public void Prepare(ReadOnlySpan<float> parameters, ReadOnlySpan<Range> touched, long step)
    {
        foreach (Range range in touched)
        {
            if (RowOf(range) is { } row)
                CatchUp(Average, parameters, row, step - 1);
        }
    }

    /// <summary>Takes in the parameters after a step.</summary>
    /// <param name="parameters">[parameter count].</param>
    /// <param name="touched">The ranges that it moved, as in <see cref="Prepare"/>; all others but rows rest in no step.</param>
    /// <param name="step">The step, from 1.</param>
    public void Step(ReadOnlySpan<float> parameters, ReadOnlySpan<Range> touched, long step)
    {
        float added = (float)(1 - Math.Min(mostKept, (1.0 + step) / (10.0 + step)));
        foreach (Range range in touched)
        {
            Approach(Average.AsSpan(range), parameters[range], added);
            if (RowOf(range) is { } row)
                RowSteps[row] = step;
        }
    }

    /// <summary>The average of all parameters after a step: a copy where rows have to catch up.</summary>
    /// <param name="parameters">[parameter count], after the step.</param>
    /// <param name="step">The step, at least that of each row.</param>
    public float[] At(ReadOnlySpan<float> parameters, long step)
    {
        if (RowSteps.Length == 0)
            return Average;
        float[] all = [.. Average];
        for (int row = 0; row < RowSteps.Length; row++)
            CatchUp(all, parameters, row, step);
        return all;
    }

    private int? RowOf(Range range) =>
        range.Start.Value is var start && start < RowSteps.Length * rowSize ? start / rowSize : null;

    private void CatchUp(float[] average, ReadOnlySpan<float> parameters, int row, long step)
    {
        if (RowSteps[row] == step)
            return;
        Range place = (row * rowSize)..((row + 1) * rowSize);
        Approach(average.AsSpan(place), parameters[place], (float)(1 - Kept(RowSteps[row], step)));
    }

    // What is left of a difference after the steps first + 1 to last: the product of their min(d, (1 + t) / (10 + t)), of whose second
    // terms nearly all cancel out.
    private double Kept(long first, long last)
    {
        long middle = Math.Clamp(rampEnd, first, last);
        double kept = Math.Pow(mostKept, last - middle);
        for (int k = 2; k <= 10; k++)
            kept *= (double)(first + k) / (middle + k);
        return kept;
    }

    private static void Approach(Span<float> average, ReadOnlySpan<float> parameters, float added)
    {
        ReadOnlySpan<Vector<float>> ws = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        Span<Vector<float>> means = MemoryMarshal.Cast<float, Vector<float>>(average);
        Vector<float> addeds = new(added);
        for (int i = 0; i < means.Length; i++)
            means[i] += addeds * (ws[i] - means[i]);
        for (int i = means.Length * Vector<float>.Count; i < parameters.Length; i++)
            average[i] += added * (parameters[i] - average[i]);
    }
}
