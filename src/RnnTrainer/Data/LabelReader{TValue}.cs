using Microsoft.ML;

namespace RnnTrainer.Data;

/// <inheritdoc cref="LabelReader" path="/*[not(self::param)]"/>
/// <param name="targets">Where the labels go.</param>
/// <param name="cursor">The cursor.</param>
/// <param name="label">The label column.</param>
/// <param name="read">Reads it.</param>
internal sealed class LabelReader<TValue>(
    Targets<TValue> targets, DataViewRow cursor, DataViewSchema.Column label, RowReader<TValue> read) : LabelReader where TValue : struct
{
    private TValue[] values = [];
    private int count;

    public override bool Read()
    {
        ReadOnlySpan<TValue> row = read();
        count = row.Length;
        if (values.Length < count)
            values = new TValue[count];
        row.CopyTo(values);
        return targets.HasAny(row);
    }

    public override bool Add(int timeSteps, int? room)
    {
        ReadOnlySpan<TValue> row = values.AsSpan(0, targets.AreOfSteps ? StepsOf(timeSteps, room) : count);
        if (!targets.HasAny(row))
            return false;
        targets.Add(row);
        return true;
    }

    private int StepsOf(int timeSteps, int? room) => count == timeSteps || count == room ? timeSteps
        : throw new RnnRowException(cursor.Position + 1, label.Name,
            $"label column '{label.Name}' holds {count} labels for a sequence of {timeSteps} time steps. "
            + $"Each step needs one; {targets.Missing} means missing.");
}
