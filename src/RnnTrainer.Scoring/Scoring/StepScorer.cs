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
        if (scorer.ReadsStepByStep)
            ScoreInOnePass(sequence, outputs);
        else
            ScoreOneByOne(sequence, outputs);
        return outputs;
    }

    private void ScoreInOnePass(ReadOnlySpan<float> sequence, float[][] outputs)
    {
        SequenceStream stream = new(scorer);
        int scored = 0;
        for (int start = 0; start < sequence.Length; start += scorer.InputSize)
        {
            stream.Add(sequence.Slice(start, scorer.InputSize));
            if (stream.IsWhole || start + scorer.InputSize == sequence.Length)
                outputs[scored++] = stream.Score().ToArray();
        }
    }

    // One that reads backwards too starts at another place for each beginning; one that takes each sequence at its own scale, at another;
    // and a highway reads all of it at once.
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
