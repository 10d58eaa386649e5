using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Tasks;

namespace RnnTrainer.Scoring;

/// <summary>A task's columns, computed row by row.</summary>
/// <param name="scorer">Scores the sequences.</param>
/// <param name="columns">The columns of sequences.</param>
/// <param name="outputs">What comes out.</param>
internal sealed class ScoredColumns(SequenceScorer scorer, SequenceColumns columns, IReadOnlyList<OutputColumn> outputs)
    : AddedColumns(columns.All, [.. outputs.Select(output => output.Column)])
{
    public override Delegate?[] CreateGetters(DataViewRow row, Func<int, bool> isActive)
    {
        bool[] active = [.. Enumerable.Range(0, outputs.Count).Select(isActive)];
        if (!active.Contains(true))
            return new Delegate?[outputs.Count];
        RowScore scored = new(row, new SequenceGetter(row, columns), scorer);
        return [.. outputs.Select((output, i) => active[i] ? output.CreateGetter(scored.Outputs) : null)];
    }

    /// <summary>The outputs for the row that a cursor stands on, computed once however many columns ask for them.</summary>
    private sealed class RowScore(DataViewRow row, SequenceGetter sequence, SequenceScorer scorer)
    {
        private readonly ScoringBlock block = scorer.CreateBlock(1);
        private long scoredPosition = -1;

        public ReadOnlySpan<float> Outputs()
        {
            if (row.Position != scoredPosition || scoredPosition < 0)
                Score();
            return block.Outputs(0);
        }

        private void Score()
        {
            scoredPosition = -1;
            block.Clear();
            ReadOnlySpan<float> values = sequence.Read();
            values.CopyTo(block.Add(values.Length));
            block.Score();
            scoredPosition = row.Position;
        }
    }
}
