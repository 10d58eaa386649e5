using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Files;
using RnnTrainer.Grouping;

namespace RnnTrainer.Windows;

/// <summary>
/// Sliding windows over long series, whose rows stand in the order of time, or are sorted first. Keeps the last rows of a series only;
/// where rows are sorted all of them.
/// </summary>
/// <param name="source">The rows.</param>
/// <param name="columns">What windows are made of them.</param>
/// <param name="checkCanceled">Throws where the work is to end.</param>
/// <param name="warn">Logs what a user should look at.</param>
internal sealed class WindowView(IDataView source, WindowColumns columns, Action checkCanceled, Action<string> warn)
    : OrderedView(source)
{
    private int gapsReported; // 1 once one was, as one is enough

    public override DataViewSchema Schema => columns.Schema;

    /// <summary>Known where there is one series of known length.</summary>
    public override long? GetRowCount() => columns.Group is not null ? null : Source.GetRowCount() is not { } rows ? null
        : rows < columns.Settings.Length ? 0 : (rows - columns.Settings.Length) / columns.Settings.Stride + 1;

    protected override IEnumerable<DataViewSchema.Column> Needed(bool[] active) => columns.Sources(active);

    protected override DataViewRowCursor Open(DataViewRowCursor rows, bool[] active)
    {
        if (columns.Order is not { } order)
            return new WindowCursor(columns, rows, () => rows.Position + 1, active);
        OrderedCursor ordered = new(rows, columns.Group, order, columns.Settings.Options.Interleaved,
            WindowSettings.MakingInterleaved, checkCanceled, Volatile.Read(ref gapsReported) == 0 ? ReportGap : null);
        return new WindowCursor(columns, ordered, () => ordered.SourceRow, active);
    }

    private void ReportGap(OrderGap gap, string group)
    {
        if (Interlocked.Exchange(ref gapsReported, 1) != 0)
            return;
        string series = columns.Group is null ? "" : $" in group '{ErrorText.Short(group)}'";
        warn($"Row {gap.Row}: '{columns.Order!.Value.Name}' goes from {gap.Before} to {gap.After}{series}, further than elsewhere, "
            + "and windows run over the gap. Divide data by time or by group, not row by row.");
    }
}
