using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Evaluation;

/// <summary>Compares a label for each step with its prediction. Either is a key from 1; 0: missing.</summary>
internal static class StepEvaluation
{
    public static RnnStepMetrics OfClasses(IDataView data, string labelColumnName, string predictedLabelColumnName)
    {
        Compared columns = new(FindKeys(data.Schema, "Label", labelColumnName),
            FindKeys(data.Schema, "Predicted label", predictedLabelColumnName));
        StepLabels labels = StepLabels.Of(columns);
        return Compare(data, columns, labels.Names, KeyReader(columns.Label, key => (int)key),
            KeyReader(columns.Prediction, labels.OfPrediction));
    }

    public static RnnStepMetrics OfBinary(IDataView data, string labelColumnName, string scoreColumnName)
    {
        DataViewSchema.Column label = ColumnCheck.Find(data.Schema, "Label", labelColumnName);
        if (label.Type is not VectorDataViewType || !NumberColumn.IsBoolean(label.Type) && !NumberColumn.IsNumber(label.Type))
        {
            throw ColumnCheck.WrongType(
                "Label", label, "a vector of Boolean, or of Single that is 0, 1 or NaN, with an entry for each step");
        }
        Compared columns = new(label, NumberColumn.FindSteps(data.Schema, "Score", scoreColumnName));
        return Compare(data, columns, [bool.FalseString, bool.TrueString], NumberReader(label, TruthKey), NumberReader(columns.Prediction,
            (_, score) => double.IsNaN(score) ? 0 : score > 0 ? 2 : 1));

        // The false one is the first class.
        int TruthKey(DataViewRow row, double value) => value is 0 or 1 ? (int)value + 1 : double.IsNaN(value) ? 0
            : throw new RnnRowException(row.Position + 1, label.Name,
                FormattableString.Invariant($"label column '{label.Name}' holds {value}; wanted: 0, 1, or NaN for a missing label."));
    }

    private static RnnStepMetrics Compare(IDataView data, Compared columns, IReadOnlyList<string> names,
        Func<DataViewRow, RowReader<int>> openLabels, Func<DataViewRow, RowReader<int>> openPredictions)
    {
        StepSums sums = new(names);
        using (DataViewRowCursor cursor = data.GetRowCursor([columns.Label, columns.Prediction]))
        {
            RowReader<int> readLabels = openLabels(cursor), readPredictions = openPredictions(cursor);
            while (cursor.MoveNext())
            {
                ReadOnlySpan<int> labels = readLabels(), predictions = readPredictions();
                int steps = columns.EntriesOf(cursor, Lengths(labels), Lengths(predictions));
                for (int step = 0; step < steps; step++)
                    sums.Add(labels[step], predictions[step]);
                sums.EndSequence();
            }
        }
        columns.MustHave(sums.Count, sums.UnscoredCount);
        return sums.Metrics();
    }

    private static DataViewSchema.Column FindKeys(DataViewSchema schema, string role, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, role, name);
        return column.Type is VectorDataViewType { ItemType: KeyDataViewType key } && key.RawType == typeof(uint) ? column
            : throw ColumnCheck.WrongType(role, column, "a vector of Key<UInt32> with an entry for each step, as MapValueToKey makes it");
    }

    private static Func<DataViewRow, RowReader<int>> KeyReader(DataViewSchema.Column column, Func<uint, int> convert) =>
        row => VectorReader.Of(row, column, convert);

    private static Func<DataViewRow, RowReader<int>> NumberReader(DataViewSchema.Column column, Func<DataViewRow, double, int> convert) =>
        row =>
        {
            RowReader<double> read = NumberColumn.Reader(row, column);
            int[] keys = [];
            return () =>
            {
                ReadOnlySpan<double> numbers = read();
                if (keys.Length < numbers.Length)
                    keys = new int[numbers.Length];
                for (int i = 0; i < numbers.Length; i++)
                    keys[i] = convert(row, numbers[i]);
                return keys.AsSpan(0, numbers.Length);
            };
        };

    private static (int All, int Used) Lengths(ReadOnlySpan<int> keys) => (keys.Length, keys.LastIndexOfAnyExcept(0) + 1);
}
