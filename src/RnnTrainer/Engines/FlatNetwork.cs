using RnnTrainer.Network;

namespace RnnTrainer.Engines;

/// <summary>A network in training: what the engines and the optimizer work on.</summary>
/// <param name="spec">What it is made of.</param>
/// <param name="initial">The parameters to start from, [parameters]; they are copied.</param>
/// <param name="dropout">The share of values that dropout sets to zero while training.</param>
/// <param name="recurrentDropout">The share of a sequence's states that its recurrent products do without while training.</param>
internal sealed class FlatNetwork(NetworkSpec spec, ReadOnlySpan<float> initial, float dropout = 0, float recurrentDropout = 0)
{
    // The table of tokens comes first in the flat vector.
    private readonly int rowSize = spec.Input.Embedding?.Size ?? 0, tableEnd = TableEnd(spec);
    private int[] sorted = [];
    private Range[] touched = [TableEnd(spec)..spec.ParameterCount];
    private int tokens; // of the last batch

    public NetworkSpec Spec { get; } = spec;

    /// <summary>The share of values that dropout sets to zero while training.</summary>
    public float Dropout { get; } = dropout;

    /// <summary>The share of a sequence's states that its recurrent products do without while training.</summary>
    public float RecurrentDropout { get; } = recurrentDropout;

    /// <summary>The flat parameter vector, in <see cref="ParameterLayout"/>'s order; writing to it changes the network.</summary>
    public float[] Parameters { get; } = initial.ToArray();

    /// <summary>The flat gradient of the last batch's loss, in the same order.</summary>
    public float[] Gradient { get; } = new float[spec.ParameterCount];

    /// <summary>
    /// The ranges of the gradient that the last batch touched, in the order of the parameters, outside of which it is zero: every
    /// parameter, but of a table of tokens the rows that the batch used.
    /// </summary>
    public ReadOnlySpan<Range> Touched => touched.AsSpan(0, tokens + 1);

    /// <summary>Says which rows of the table of tokens a batch uses, before its gradient comes; those of the last become zero.</summary>
    /// <param name="used">The tokens, each once, in any order; none in a network without a table.</param>
    public void Touch(ReadOnlySpan<int> used)
    {
        for (int i = 0; i < tokens; i++)
            Gradient.AsSpan(touched[i]).Clear();
        tokens = used.Length;
        if (touched.Length <= tokens)
            (sorted, touched) = (new int[2 * tokens], new Range[2 * tokens + 1]);
        used.CopyTo(sorted);
        sorted.AsSpan(0, tokens).Sort();
        for (int i = 0; i < tokens; i++)
            touched[i] = (sorted[i] * rowSize)..((sorted[i] + 1) * rowSize);
        touched[tokens] = tableEnd..Gradient.Length;
    }

    private static int TableEnd(NetworkSpec spec) => spec.Input.Embedding is { } table ? table.Tokens * table.Size : 0;
}
