using RnnTrainer.Scoring;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// The library's scorer without ML.NET around it: what ML.NET itself costs is the difference. The one place here that knows
/// the library's own types of scoring.
/// </summary>
internal sealed class BareScorer(RnnModel model, float[] pixels, float[] scores)
{
    private const int RowLength = Digits.TimeSteps * Digits.InputSize;

    private readonly SequenceScorer scorer = new(model);

    /// <summary>Scores the rows one by one, on this thread.</summary>
    public void RowByRow() => Score(0, scores.Length / Digits.ClassCount, 1);

    /// <summary>Scores the rows with a number of threads, a part of the rows each.</summary>
    public void AllRows(int threads)
    {
        int count = scores.Length / Digits.ClassCount;
        if (threads == 1)
            Score(0, count, scorer.BlockRows);
        else
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads },
                part => Score((int)((long)count * part / threads), (int)((long)count * (part + 1) / threads), scorer.BlockRows));
    }

    private void Score(int first, int end, int blockRows)
    {
        ScoringBlock block = scorer.CreateBlock(blockRows);
        for (int row = first; row < end; row += blockRows)
        {
            int rows = Math.Min(blockRows, end - row);
            block.Clear();
            for (int r = 0; r < rows; r++)
                pixels.AsSpan((row + r) * RowLength, RowLength).CopyTo(block.Add(RowLength));
            block.Score();
            for (int r = 0; r < rows; r++)
                block.Outputs(r).CopyTo(scores.AsSpan((row + r) * Digits.ClassCount));
        }
    }
}
