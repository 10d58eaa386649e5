using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Scoring;
using RnnTrainer.Tasks;

namespace RnnTrainer.Training;

/// <summary>
/// Measures a network on rows that it is not trained on. Each row's loss has its place, and they are summed in order: the
/// result has the same bits on any number of threads.
/// </summary>
/// <param name="network">The network's sizes.</param>
/// <param name="store">Where the rows are.</param>
/// <param name="rows">Numbers of the rows, at least one.</param>
/// <param name="threads">How many threads may score.</param>
internal sealed class Validation(NetworkSpec network, SequenceStore store, int[] rows, int threads)
{
    // As ML.NET's evaluator takes it, so that a class thought impossible costs much, but not infinitely much.
    private const double SmallestProbability = 1e-15;

    // What a thread takes at once: a few blocks.
    private const int RowsAtOnce = 60;

    private readonly double[] losses = new double[rows.Length];

    /// <summary>Rows that are measured.</summary>
    public int Count => rows.Length;

    /// <param name="parameters">The network's parameters, in <see cref="ParameterLayout"/>'s order.</param>
    /// <returns>The mean cross-entropy over all rows, and the share classified right.</returns>
    public (double Loss, double Accuracy) Evaluate(ReadOnlySpan<float> parameters)
    {
        SequenceScorer scorer = new(network, parameters, RnnKernels.Best);
        int correct = 0;
        Parallel.For(0, (rows.Length + RowsAtOnce - 1) / RowsAtOnce, new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => (Block: scorer.CreateBlock(scorer.BlockRows), Correct: 0),
            (share, _, local) => (local.Block, local.Correct + Score(local.Block, share * RowsAtOnce)),
            local => Interlocked.Add(ref correct, local.Correct));

        double sum = 0;
        foreach (double loss in losses)
            sum += loss;
        return (sum / rows.Length, (double)correct / rows.Length);
    }

    private int Score(ScoringBlock block, int first)
    {
        int end = Math.Min(first + RowsAtOnce, rows.Length), correct = 0;
        while (first < end)
        {
            block.Clear();
            while (!block.IsFull && first + block.Count < end)
            {
                int row = rows[first + block.Count];
                store.CopyTo(row, block.Add(store.Length(row)));
            }
            block.Score();
            for (int i = 0; i < block.Count; i++)
            {
                int label = store.Label(rows[first + i]);
                ReadOnlySpan<float> probabilities = block.Outputs(i);
                losses[first + i] = -Math.Log(Math.Max(probabilities[label], SmallestProbability));
                correct += MulticlassColumns.PredictedKey(probabilities) == (uint)label + 1 ? 1 : 0;
            }
            first += block.Count;
        }
        return correct;
    }
}
