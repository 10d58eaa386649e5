using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Model;
using RnnTrainer.Scoring;

namespace RnnTrainer.Training;

/// <summary>
/// Measures a network on rows that it is not trained on. Each row's loss has its place, and they are summed in order: the
/// result has the same bits on any number of threads.
/// </summary>
/// <param name="shape">The network's sizes.</param>
/// <param name="store">Where the rows are.</param>
/// <param name="rows">Numbers of the rows, at least one.</param>
/// <param name="threads">How many threads may score.</param>
internal sealed class Validation(RnnShape shape, SequenceStore store, int[] rows, int threads)
{
    // As ML.NET's evaluator takes it, so that a class thought impossible costs much, but not infinitely much.
    private const double SmallestProbability = 1e-15;

    private readonly double[] losses = new double[rows.Length];

    /// <summary>Rows that are measured.</summary>
    public int Count => rows.Length;

    /// <param name="parameters">The network's parameters, in <see cref="RnnShape"/>'s order.</param>
    /// <returns>The mean cross-entropy over all rows, and the share classified right.</returns>
    public (double Loss, double Accuracy) Evaluate(ReadOnlySpan<float> parameters)
    {
        SequenceScorer scorer = new(new RnnModel(shape, parameters.ToArray(), null));
        int blocks = (rows.Length + scorer.BlockRows - 1) / scorer.BlockRows;
        int correct = 0;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => (Workspace: scorer.CreateWorkspace(scorer.BlockRows), Correct: 0),
            (block, _, local) => (local.Workspace, local.Correct + Score(scorer, local.Workspace, block * scorer.BlockRows)),
            local => Interlocked.Add(ref correct, local.Correct));

        double sum = 0;
        foreach (double loss in losses)
            sum += loss;
        return (sum / rows.Length, (double)correct / rows.Length);
    }

    private int Score(SequenceScorer scorer, ScoringWorkspace workspace, int first)
    {
        int count = Math.Min(scorer.BlockRows, rows.Length - first), correct = 0;
        for (int i = 0; i < count; i++)
            store.CopyTo(rows[first + i], workspace.Sequence(i));
        scorer.Score(workspace, count);
        for (int i = 0; i < count; i++)
        {
            int label = store.Label(rows[first + i]);
            ReadOnlySpan<float> probabilities = workspace.Probabilities(i);
            losses[first + i] = -Math.Log(Math.Max(probabilities[label], SmallestProbability));
            correct += SequenceScorer.PredictedKey(probabilities) == (uint)label + 1 ? 1 : 0;
        }
        return correct;
    }
}
