using System.Runtime.ExceptionServices;
using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>
/// What every cursor of this library does alike: it counts its rows, closes at its end or where a row fails, and refuses columns that are
/// not active, values of another type, and values where it is not on a row.
/// </summary>
/// <param name="schema">The columns of the view.</param>
/// <param name="active">Which of them this cursor gives.</param>
internal abstract class ViewCursor(DataViewSchema schema, bool[] active) : DataViewRowCursor
{
    private long position = -1;
    private bool isClosed;
    private ExceptionDispatchInfo? failure;

    public sealed override DataViewSchema Schema => schema;

    public sealed override long Position => position;

    protected bool IsOnRow => position >= 0;

    /// <summary>Which columns of a schema are among those needed.</summary>
    /// <exception cref="ArgumentException">One is not a column of the schema.</exception>
    public static bool[] Active(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        bool[] active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
        {
            if (column.Index >= active.Length || schema[column.Index].Name != column.Name)
            {
                throw new ArgumentException(
                    $"Column '{column.Name}' (index {column.Index}) was asked for, but the columns here are "
                    + $"{string.Join(", ", schema.Select(c => $"'{c.Name}'"))}. Take columns from this view's Schema.",
                    nameof(columnsNeeded));
            }
            active[column.Index] = true;
        }
        return active;
    }

    public sealed override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    public sealed override bool MoveNext()
    {
        failure?.Throw(); // asked again, it has not come to its end
        if (isClosed)
            return false;
        try
        {
            if (ReadNext())
            {
                position++;
                return true;
            }
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            Dispose();
            throw;
        }
        Dispose();
        return false;
    }

    public sealed override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new ArgumentException(
                $"Column '{column.Name}' is not active in this cursor. Name it in the columns given to GetRowCursor.", nameof(column));
        }
        Delegate getter = Getter(column.Index);
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"A getter of {typeof(TValue)} was asked for, but column '{column.Name}' is of type {schema[column.Index].Type}: "
            + $"ask for a getter of {getter.GetType().GetGenericArguments()[0]}.");
    }

    /// <summary>Reads the next row; false where there is none.</summary>
    protected abstract bool ReadNext();

    /// <summary>A <see cref="ValueGetter{TValue}"/> of an active column's type, which calls <see cref="CheckOnRow"/>.</summary>
    protected abstract Delegate Getter(int column);

    /// <exception cref="InvalidOperationException">The cursor is not on a row.</exception>
    protected void CheckOnRow()
    {
        if (!IsOnRow)
        {
            throw new InvalidOperationException(
                "The cursor is not on a row: values can be read after MoveNext returned true, until it returns false.");
        }
    }

    /// <summary>Closes what the rows are read from; called once.</summary>
    protected abstract void Close();

    protected sealed override void Dispose(bool disposing)
    {
        if (disposing && !isClosed)
        {
            isClosed = true;
            position = -1;
            Close();
        }
        base.Dispose(disposing);
    }
}
