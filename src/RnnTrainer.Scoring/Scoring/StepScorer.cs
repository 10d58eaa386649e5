using RnnTrainer.Kernels;

namespace RnnTrainer.Scoring;

/// <summary>
/// Scores every beginning of a sequence that ends with a step of the network: its first step, its first two, up to the whole. The results
/// have the same bits as those of a <see cref="SequenceScorer"/> that is given each beginning. Immutable and thread-safe.
/// </summary>
internal sealed class StepScorer(SequenceScorer scorer)
{
    /// <param name="sequence">[time steps, input], at least one step.</param>
    /// <returns>[steps of the network][outputs].</returns>
    public float[][] Score(ReadOnlySpan<float> sequence)
    {
        float[][] outputs = new float[scorer.StepsOf(sequence.Length)][];
        if (scorer.Layout.ReadsForwardOnly && !scorer.LooksAhead)
            ScoreInOnePass(sequence, outputs);
        else
            ScoreOneByOne(sequence, outputs);
        return outputs;
    }

    // On its way to the end, a network that reads forwards has been in the last state of every beginning.
    private void ScoreInOnePass(ReadOnlySpan<float> sequence, float[][] outputs)
    {
        RnnLayout layout = scorer.Layout;
        RnnWorkspace pass = scorer.CreateWorkspace(1), heads = scorer.CreateWorkspace(scorer.BlockRows);
        pass.Begin([outputs.Length]);
        scorer.LoadCopy(pass, 0, sequence);
        scorer.Score(pass);

        int[] one = [.. Enumerable.Repeat(1, heads.MaxRows)];
        for (int first = 0; first < outputs.Length; first += heads.MaxRows)
        {
            int rows = Math.Min(heads.MaxRows, outputs.Length - first);
            heads.Begin(one.AsSpan(0, rows));
            for (int row = 0; row < rows; row++)
                scorer.Summarize(
                    pass, first + row, heads.Pooled.Span.Slice(row * layout.PooledStride + layout.PooledOffset, layout.PooledSize));
            scorer.ScorePooled(heads);
            for (int row = 0; row < rows; row++)
                outputs[first + row] = heads.Outputs(row, step: 0).ToArray();
        }
    }

    // One that reads backwards too starts at another place for each beginning; one that takes each sequence at its own scale, at another.
    private void ScoreOneByOne(ReadOnlySpan<float> sequence, float[][] outputs)
    {
        ScoringBlock block = scorer.CreateBlock(scorer.BlockRows);
        for (int first = 0; first < outputs.Length; first += block.Count)
        {
            block.Clear();
            for (int step = first; step < outputs.Length && !block.IsFull; step++)
            {
                ReadOnlySpan<float> beginning = sequence[..Math.Min((step + 1) * scorer.Layout.InputSize, sequence.Length)];
                beginning.CopyTo(block.Add(beginning.Length));
            }
            block.Score();
            for (int row = 0; row < block.Count; row++)
                outputs[first + row] = block.Outputs(row)[^scorer.Layout.OutputSize..].ToArray();
        }
    }
}
