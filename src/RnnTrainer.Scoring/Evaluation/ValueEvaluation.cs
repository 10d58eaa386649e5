using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Evaluation;

/// <summary>Compares numbers with their scores: several a row, or one a step.</summary>
internal static class ValueEvaluation
{
    /// <summary>Each slot of the label column by itself.</summary>
    public static RnnMultiOutputMetrics OfOutputs(IDataView data, string labelColumnName, string scoreColumnName)
    {
        DataViewSchema.Column label = ColumnCheck.Find(data.Schema, "Label", labelColumnName);
        DataViewSchema.Column score = ColumnCheck.Find(data.Schema, "Score", scoreColumnName);
        if (!NumberColumn.IsNumber(label.Type) || label.Type is not VectorDataViewType { IsKnownSize: true, Size: int size })
        {
            throw ColumnCheck.WrongType("Label", label, "a vector of Single or Double of known size. "
                + "For one label per row use mlContext.Regression.Evaluate, for one per step EvaluateSteps");
        }
        if (!NumberColumn.IsNumber(score.Type) || (score.Type as VectorDataViewType)?.Size != size)
            throw ColumnCheck.WrongType("Score", score, $"a vector of {size} Single, one for each value of '{labelColumnName}'");
        ErrorSums[] sums = [.. Enumerable.Range(0, size).Select(_ => new ErrorSums())];
        Compare(data, new(label, score), sums);
        string[] names = SlotNames.Of(label) ?? SlotNames.Of(score)
            ?? [.. Enumerable.Range(0, size).Select(slot => $"{labelColumnName}[{slot}]")];
        return new(sums.Select((sum, slot) => sum.Metrics(names[slot])));
    }

    /// <summary>The labels of all steps together.</summary>
    public static RnnOutputMetrics OfSteps(IDataView data, string labelColumnName, string scoreColumnName) => Together(data,
        new(NumberColumn.FindSteps(data.Schema, "Label", labelColumnName), NumberColumn.FindSteps(data.Schema, "Score", scoreColumnName)));

    /// <summary>All labels together: one a row, several, or one for each step.</summary>
    public static RnnOutputMetrics OfAll(IDataView data, string labelColumnName, string scoreColumnName)
    {
        DataViewSchema.Column label = ColumnCheck.Find(data.Schema, "Label", labelColumnName);
        return NumberColumn.IsNumber(label.Type) ? Together(data, new(label, ColumnCheck.Find(data.Schema, "Score", scoreColumnName)))
            : throw ColumnCheck.WrongType("Label", label, "Single or Double, or a vector of either");
    }

    private static RnnOutputMetrics Together(IDataView data, Compared columns)
    {
        ErrorSums sums = new();
        Compare(data, columns, [sums]);
        return sums.Metrics(columns.Label.Name);
    }

    // The entries of a row belong to the sums in turn.
    private static void Compare(IDataView data, Compared columns, ErrorSums[] sums)
    {
        using (DataViewRowCursor cursor = data.GetRowCursor([columns.Label, columns.Prediction]))
        {
            RowReader<double> readLabels = NumberColumn.Reader(cursor, columns.Label);
            RowReader<double> readScores = NumberColumn.Reader(cursor, columns.Prediction);
            while (cursor.MoveNext())
            {
                ReadOnlySpan<double> labels = readLabels(), scores = readScores();
                int count = columns.EntriesOf(cursor, NumberColumn.Lengths(labels), NumberColumn.Lengths(scores));
                for (int entry = 0; entry < count; entry++)
                    sums[entry % sums.Length].Add(labels[entry], scores[entry]);
            }
        }
        columns.MustHave(sums.Sum(sum => sum.Count), sums.Sum(sum => sum.UnscoredCount));
    }
}
