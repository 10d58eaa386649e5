using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Scoring;
using RnnTrainer.Tasks;

namespace RnnTrainer.Training;

/// <summary>Measures a network on rows that it is not trained on.</summary>
/// <param name="network">What the network is made of.</param>
/// <param name="source">Where the rows are.</param>
/// <param name="rows">Numbers of the rows, at least one.</param>
/// <param name="measure">What is measured on them.</param>
/// <param name="threads">How many threads may score.</param>
internal sealed class Validation(NetworkSpec network, SequenceSource source, int[] rows, ValidationMeasure measure, int threads)
{
    // What a thread takes at once: a few blocks.
    private const int RowsAtOnce = 60;

    /// <summary>Rows that are measured.</summary>
    public int Count => rows.Length;

    /// <param name="parameters">The network's parameters, in <see cref="ParameterLayout"/>'s order.</param>
    /// <returns>The task's metrics, in its order.</returns>
    public double[] Evaluate(ReadOnlySpan<float> parameters)
    {
        SequenceScorer scorer = new(network, parameters, RnnKernels.Best);
        Parallel.For(0, (rows.Length + RowsAtOnce - 1) / RowsAtOnce, new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => scorer.CreateBlock(scorer.BlockRows),
            (share, _, block) =>
            {
                Score(block, share * RowsAtOnce);
                return block;
            },
            _ => { });
        return measure.Compute();
    }

    private void Score(ScoringBlock block, int first)
    {
        int end = Math.Min(first + RowsAtOnce, rows.Length);
        while (first < end)
        {
            block.Clear();
            while (!block.IsFull && first + block.Count < end)
            {
                int row = rows[first + block.Count];
                source.CopyTo(row, block.Add(source.Length(row)));
            }
            block.Score();
            for (int i = 0; i < block.Count; i++)
                measure.Add(first + i, block.Outputs(i));
            first += block.Count;
        }
    }
}
