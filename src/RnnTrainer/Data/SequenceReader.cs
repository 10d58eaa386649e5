using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>Reads a data view once into a <see cref="SequenceStore"/>, refusing what cannot be trained on.</summary>
internal static class SequenceReader
{
    private const int RowsBetweenChecks = 1024;

    /// <param name="data">The training data.</param>
    /// <param name="features">A column of vectors with <paramref name="sequenceLength"/> values.</param>
    /// <param name="label">A key column.</param>
    /// <param name="sequenceLength">Time steps x input size.</param>
    /// <param name="checkAlive">Throws when the reading should stop.</param>
    /// <param name="missingLabels">Rows left out because their label is missing (key 0).</param>
    /// <exception cref="InvalidOperationException">A value is not finite, or the data are not enough to train on.</exception>
    public static SequenceStore Read(
        IDataView data, DataViewSchema.Column features, DataViewSchema.Column label, int sequenceLength, Action checkAlive, out long missingLabels)
    {
        SequenceStore store = new(sequenceLength);
        long row = 0;
        missingLabels = 0;
        int? firstLabel = null;
        bool severalClasses = false;

        using (DataViewRowCursor cursor = data.GetRowCursor([features, label]))
        {
            ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
            ValueGetter<uint> getLabel = cursor.GetGetter<uint>(label);
            VBuffer<float> values = default;
            float[] buffer = new float[sequenceLength];
            uint key = 0;

            for (; cursor.MoveNext(); row++)
            {
                if (row % RowsBetweenChecks == 0)
                    checkAlive();
                getLabel(ref key);
                if (key == 0)
                {
                    missingLabels++;
                    continue;
                }
                getFeatures(ref values);
                if (values.Length != sequenceLength)
                    throw new InvalidOperationException($"Row {row}: column '{features.Name}' holds {values.Length} values where its type promises {sequenceLength}.");

                ReadOnlySpan<float> sequence = Dense(in values, buffer);
                if (!store.Add(sequence, (int)key - 1))
                    CheckFinite(sequence, features.Name, row);
                firstLabel ??= (int)key;
                severalClasses |= firstLabel != (int)key;
            }
        }

        if (store.Count == 0)
        {
            throw new InvalidOperationException(row == 0
                ? "The training data are empty: there is no row to learn from."
                : $"None of the {row} training rows has a label: column '{label.Name}' is missing (key 0) in each. Map labels to keys on the data they come from.");
        }
        if (!severalClasses)
        {
            throw new InvalidOperationException(
                $"All {store.Count} labelled training rows have the same class (key {firstLabel} of column '{label.Name}'); at least two classes are needed to learn to tell them apart.");
        }
        return store;
    }

    private static ReadOnlySpan<float> Dense(in VBuffer<float> values, float[] buffer)
    {
        if (values.IsDense)
            return values.GetValues();
        values.CopyTo(buffer);
        return buffer;
    }

    private static void CheckFinite(ReadOnlySpan<float> sequence, string column, long row)
    {
        // The sum of squares is finite only if every value is; where it overflows, look for the culprit, if there is one.
        if (float.IsFinite(TensorPrimitives.SumOfSquares(sequence)))
            return;
        for (int i = 0; i < sequence.Length; i++)
        {
            if (!float.IsFinite(sequence[i]))
            {
                throw new InvalidOperationException(
                    $"Row {row}: column '{column}' holds {sequence[i]} at index {i}; training needs finite numbers. Replace missing values (ReplaceMissingValues) or drop such rows (FilterRowsByMissingValues).");
            }
        }
    }
}
