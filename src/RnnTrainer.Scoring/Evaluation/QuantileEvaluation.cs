using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Values;

namespace RnnTrainer.Evaluation;

/// <summary>Compares numbers, one a row or several, with the predicted quantiles of each.</summary>
internal static class QuantileEvaluation
{
    public static RnnQuantileMetrics Of(IDataView data, string labelColumnName, string scoreColumnName, IReadOnlyList<float>? givenLevels)
    {
        DataViewSchema.Column label = ColumnCheck.Find(data.Schema, "Label", labelColumnName);
        DataViewSchema.Column score = ColumnCheck.Find(data.Schema, "Score", scoreColumnName);
        if (!NumberColumn.IsNumber(label.Type))
            throw ColumnCheck.WrongType("Label", label, "Single or Double, or a vector of either");
        if (!NumberColumn.IsNumber(score.Type) || score.Type is not VectorDataViewType quantiles)
            throw ColumnCheck.WrongType("Score", score, "a vector of Single with an entry for each quantile");
        IReadOnlyList<float> levels = givenLevels ?? NamedLevels.Of(score)
            ?? throw ColumnCheck.WrongType(
                "Score", score, $"slots named {QuantileLevels.SlotPrefix}0.1 and so on. Pass the levels as the argument 'levels'");
        MustFit(label, score, quantiles.Size, levels.Count);

        QuantileSums sums = new(levels);
        Compared columns = new(label, score);
        using (DataViewRowCursor cursor = data.GetRowCursor([label, score]))
        {
            RowReader<double> readLabels = NumberColumn.Reader(cursor, label), readScores = NumberColumn.Reader(cursor, score);
            while (cursor.MoveNext())
            {
                ReadOnlySpan<double> labels = readLabels(), scores = readScores();
                (int all, int used) = NumberColumn.Lengths(scores);
                if (all % levels.Count != 0)
                {
                    throw new RnnRowException(cursor.Position + 1, scoreColumnName, $"score column '{scoreColumnName}' has "
                        + $"{CountText.Of(all, "value")}; wanted: {CountText.Of(levels.Count, "quantile")} for each label.");
                }
                int scored = (used + levels.Count - 1) / levels.Count;
                int count = columns.EntriesOf(cursor, NumberColumn.Lengths(labels), (all / levels.Count, scored));
                for (int entry = 0; entry < count; entry++)
                    sums.Add(labels[entry], scores.Slice(entry * levels.Count, levels.Count));
            }
        }
        columns.MustHave(sums.Count, sums.UnscoredCount);
        return sums.Metrics();
    }

    // Where the types tell.
    private static void MustFit(DataViewSchema.Column label, DataViewSchema.Column score, int scores, int levels)
    {
        int labels = label.Type is VectorDataViewType vector ? vector.Size : 1;
        if (labels > 0 && scores > 0 && scores != (long)labels * levels)
        {
            throw ColumnCheck.WrongType("Score", score,
                $"{CountText.Of(levels, "quantile")} for each of {CountText.Of(labels, "label")} of '{label.Name}'");
        }
    }
}
