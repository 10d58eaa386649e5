using System.Numerics.Tensors;
using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>Reads a data view once into <see cref="StoredSequences"/>, refusing what cannot be trained on.</summary>
internal static class SequenceReader
{
    public const string Training = "training", Validation = "validation";

    private const int RowsBetweenChecks = 1024;

    /// <param name="data">The data.</param>
    /// <param name="columns">Columns of its schema.</param>
    /// <param name="targets">Receives the labels of the rows read.</param>
    /// <param name="purpose">What they are for: "training" or "validation".</param>
    /// <param name="checkAlive">Throws when the reading should stop.</param>
    /// <param name="survey">Looks at the rows.</param>
    /// <param name="fingerprint">Takes in the rows; null: nobody asks for it.</param>
    /// <param name="shards">How rows are dealt out, and which are kept here; null: all are.</param>
    /// <param name="storage">Where their values are kept; null: in memory.</param>
    /// <exception cref="RnnRowException">A row holds what cannot be learned from.</exception>
    /// <exception cref="InvalidOperationException">The data are not enough to train on.</exception>
    public static StoredSequences Read(
        IDataView data, TrainingColumns columns, LabelTargets targets, string purpose, Action checkAlive, SequenceSurvey survey,
        DataFingerprint? fingerprint = null, RowShards? shards = null, SequenceStorage? storage = null)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns.All);
        StoredSequences store = StoreOf(columns, cursor, shards ?? RowShards.One, storage ?? new MemoryStorage());
        try
        {
            Fill(store, cursor, columns, targets, purpose, checkAlive, survey, fingerprint);
            store.Complete();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static void Fill(
        StoredSequences store, DataViewRowCursor cursor, TrainingColumns columns, LabelTargets targets, string purpose, Action checkAlive,
        SequenceSurvey survey, DataFingerprint? fingerprint)
    {
        long rows = 0;
        bool someWeigh = false;

        SequenceGetter sequences = new(cursor, columns.Sequence);
        LabelReader labels = targets.ReadFrom(cursor, columns.Label);
        ValueGetter<float>? getWeight = columns.Weight is { } column ? cursor.GetGetter<float>(column) : null;
        float weight = 1;

        for (; cursor.MoveNext(); rows++)
        {
            if (rows % RowsBetweenChecks == 0)
                checkAlive();
            if (!labels.Read())
            {
                survey.MissingLabels++;
                continue;
            }
            if (getWeight is not null)
            {
                getWeight(ref weight);
                CheckWeight(weight, columns.Weight!.Value.Name, cursor.Position);
            }
            ReadOnlySpan<float> sequence = sequences.Read();
            if (sequence.IsEmpty)
                throw EmptySequence(columns.Sequence, cursor.Position);
            if (!labels.Add(sequence.Length / columns.Sequence.InputSize, columns.Sequence.MaxTimeSteps))
            {
                survey.MissingLabels++;
                continue;
            }
            if (!store.Add(sequence, weight))
                CheckFinite(sequence, columns, cursor.Position);
            survey.Add(sequence);
            fingerprint?.Add(sequence, weight, targets, store.Count - 1);
            someWeigh |= weight > 0;
        }

        string label = columns.Label.Name;
        if (store.Count == 0)
        {
            throw new InvalidOperationException(rows == 0
                ? $"The {purpose} data are empty: {WhyEmpty(columns.Windows?.Layout, purpose)}"
                : $"None of the {rows} {purpose} rows has a label: column '{label}' is missing ({targets.Missing}) in each. "
                    + "Fit the transform that makes the labels on data that contain them.");
        }
        if (!someWeigh)
        {
            throw new InvalidOperationException($"All {store.Count} labeled training rows have weight 0 in column "
                + $"'{columns.Weight!.Value.Name}'. Give at least one row a weight above 0.");
        }
    }

    private static StoredSequences StoreOf(TrainingColumns columns, DataViewRowCursor cursor, RowShards shards, SequenceStorage storage)
    {
        bool hasWeights = columns.Weight is not null;
        int inputSize = columns.Sequence.InputSize;
        if (columns.Windows is not { } windows)
        {
            return shards.Count == 1 ? Rows(hasWeights, isHere: true)!
                : new ShardedStore(inputSize, shards, isHere => Rows(hasWeights: false, isHere), hasWeights, windows: null);
        }
        Func<WindowPlace> readPlace = windows.ReadFrom(cursor);
        if (shards.Count == 1)
            return Windows(readPlace, hasWeights, isHere: true)!;
        WindowPlaces places = new(windows, readPlace);
        return new ShardedStore(inputSize, shards.OfWindows(windows.Layout),
            isHere => Windows(() => places.Last, hasWeights: false, isHere), hasWeights, places);

        StoredSequences? Rows(bool hasWeights, bool isHere) =>
            storage.CreateRows(isHere) is { } values ? new SequenceStore(inputSize, hasWeights, values) : null;

        StoredSequences? Windows(Func<WindowPlace> readPlace, bool hasWeights, bool isHere) =>
            storage.CreateWindows(columns.Sequence.FeatureType.Size, windows.Layout, isHere) is { } values
                ? new WindowStore(columns.Sequence, windows, readPlace, hasWeights, values) : null;
    }

    private static string WhyEmpty(WindowLayout? windows, string purpose) => windows is null
        ? $"there are no rows to {(purpose == Training ? "train" : "validate")} on."
        : $"no series has the {windows.Length} rows of a window. Use shorter windows, or longer series.";

    private static RnnRowException EmptySequence(SequenceColumns columns, long position)
    {
        string column = columns.Length?.Name ?? columns.Features.Name, cure = "Drop such rows (mlContext.Data.FilterByCustomPredicate).";
        string problem = columns.Length is null ? $"column '{column}' holds an empty sequence" : $"length column '{column}' holds 0";
        return new(position + 1, column, $"{problem}; training needs at least one time step. {cure}");
    }

    private static void CheckWeight(float weight, string column, long position)
    {
        if (!float.IsFinite(weight) || weight < 0)
        {
            throw new RnnRowException(position + 1, column, FormattableString.Invariant(
                $"weight column '{column}' holds {weight}; weights must be finite and at least 0. ")
                + "Replace missing weights (ReplaceMissingValues); rows with weight 0 are ignored.");
        }
    }

    private static void CheckFinite(ReadOnlySpan<float> sequence, TrainingColumns columns, long position)
    {
        // The sum of squares is finite only if every value is; where it overflows, look for the culprit, if there is one.
        if (float.IsFinite(TensorPrimitives.SumOfSquares(sequence)))
            return;
        for (int i = 0; i < sequence.Length; i++)
        {
            bool isMissing = float.IsNaN(sequence[i]);
            if (isMissing ? columns.MissingValues == RnnMissingValues.Error : float.IsInfinity(sequence[i]))
            {
                string column = columns.Sequence.Features.Name;
                // To ML.NET's transforms for missing values, NaN is one and infinity is not.
                string cure = isMissing
                    ? "Set RnnOptions.MissingValues, or drop such rows (FilterRowsByMissingValues)."
                    : "Drop such rows (FilterByCustomPredicate).";
                throw new RnnRowException(position + 1, column, FormattableString.Invariant(
                    $"column '{column}' holds {sequence[i]} at index {i}; training needs finite numbers. {cure}"));
            }
        }
    }
}
