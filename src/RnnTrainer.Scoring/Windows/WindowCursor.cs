using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Windows;

/// <summary>
/// One pass over windows: each row is read once, and a window is put together where its reader asks for it. Where labels lie ahead, a
/// window comes when its label does; those that get none come at the end of their series.
/// </summary>
internal sealed class WindowCursor : ViewCursor
{
    private readonly WindowColumns columns;
    private readonly DataViewRowCursor source;
    private readonly SeriesFinder finder;
    private readonly StepReader? steps, targets;
    private readonly ColumnBuffer?[] passed;
    private readonly Stack<int> freeSlots = new();
    private readonly Queue<WindowSeries> ending = new(); // at the end of the rows
    private WindowSeries? series, following;             // following: that of a row which waits until the series before it has ended
    private (long End, int Slot) window = (-1, -1);
    private bool isEnded; // no more rows of the series come
    private int slots;

    /// <param name="columns">The columns of windows.</param>
    /// <param name="source">Over the columns behind the active ones; disposed with this one.</param>
    /// <param name="rowNumber">The number of its row in the data, from 1, for errors.</param>
    /// <param name="active">Which columns this cursor gives.</param>
    public WindowCursor(WindowColumns columns, DataViewRowCursor source, Func<long> rowNumber, bool[] active) : base(columns.Schema, active)
    {
        this.columns = columns;
        this.source = source;
        finder = new SeriesFinder(columns, source);
        steps = active[columns.FeaturesIndex] ? columns.Inputs.ReadFrom(source, rowNumber) : null;
        targets = columns.Label is { } label && active[columns.LabelIndex] ? label.Steps?.ReadFrom(source, rowNumber) : null;
        passed = [.. columns.Passed.Select((column, i) => active[i]
            ? ColumnBuffer.Create(source, source.Schema[column.Index], rows: 1, CurrentSlot) : null)];
    }

    public override long Batch => 0;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
    {
        CheckOnRow();
        value = new DataViewRowId((ulong)Position, 0);
    };

    protected override bool ReadNext()
    {
        if (window.Slot >= 0)
            freeSlots.Push(window.Slot);
        window = (-1, -1);
        while (series is null || !series.TryTake(isEnded, out window))
        {
            if (!Advance())
                return false;
        }
        return true;
    }

    protected override Delegate Getter(int column) => column < columns.FeaturesIndex ? passed[column]!.Getter
        : column == columns.FeaturesIndex ? (ValueGetter<VBuffer<float>>)GetFeatures
        : column == columns.PositionIndex ? (ValueGetter<long>)GetPosition
        : columns.Label!.Steps is not null ? (ValueGetter<VBuffer<float>>)GetHorizon
        : columns.Label.GetterAtHorizon(source, IsLabelled);

    protected override void Close() => source.Dispose();

    // Counts one more row, or ends a series; false where all have ended.
    private bool Advance()
    {
        if (following is not null)
            (series, following, isEnded) = (following, null, false);
        else if (ending.TryDequeue(out WindowSeries? next))
            series = next;
        else if (isEnded || !source.MoveNext())
            return EndAll();
        else if (finder.Find() is var found && (series is null || found == series || columns.Settings.AreInterleaved))
            series = found;
        else
            (following, isEnded) = (found, true);
        if (!isEnded)
            CountRow(series!);
        return true;
    }

    private bool EndAll()
    {
        if (isEnded)
            return false;
        (series, isEnded) = (null, true);
        foreach (WindowSeries open in finder.Open)
            ending.Enqueue(open);
        return true;
    }

    private void CountRow(WindowSeries series)
    {
        steps?.Read(series.Steps.Add());
        targets?.Read(series.Targets!.Add());
        if (!series.Add())
            return;
        if (!freeSlots.TryPop(out int slot))
            slot = slots++;
        foreach (ColumnBuffer? buffer in passed)
            buffer?.Read(slot);
        series.Keep(slot);
    }

    private int CurrentSlot()
    {
        CheckOnRow();
        return window.Slot;
    }

    private bool IsLabelled()
    {
        CheckOnRow();
        return series!.IsLabelled(window.End);
    }

    private void GetFeatures(ref VBuffer<float> value)
    {
        CheckOnRow();
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, columns.WindowSize);
        series!.Steps.CopyTo(window.End - columns.Settings.Length + 1, editor.Values);
        value = editor.Commit();
    }

    private void GetPosition(ref long value)
    {
        CheckOnRow();
        value = window.End;
    }

    private void GetHorizon(ref VBuffer<float> value)
    {
        bool isLabelled = IsLabelled();
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, columns.Horizon * columns.Label!.Steps!.Size);
        if (isLabelled)
            series!.Targets!.CopyTo(window.End + 1, editor.Values);
        else
            editor.Values.Fill(float.NaN);
        value = editor.Commit();
    }
}
