using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>The columns of one schema that say where windows stand in their series.</summary>
/// <param name="FeatureColumn">Name of the column of windows.</param>
/// <param name="Layout">How the windows were made.</param>
/// <param name="Position">The number of a window's last row in its series; null: the column no longer exists.</param>
/// <param name="Group">The column that identifies the series; null: there is one series, or the column no longer exists.</param>
internal sealed record WindowPlaceColumns(
    string FeatureColumn, WindowLayout Layout, DataViewSchema.Column? Position, DataViewSchema.Column? Group)
{
    /// <summary>What a cursor must read.</summary>
    public IEnumerable<DataViewSchema.Column> All => new[] { Position, Group }.OfType<DataViewSchema.Column>();

    // Whether the columns tell each window's place.
    private bool AreComplete => Position is not null && (Layout.GroupColumn is null || Group is not null);

    // The columns that are missing, for messages.
    private IEnumerable<string> Missing =>
        new[] { Position is null ? Layout.PositionColumn : null, Group is null ? Layout.GroupColumn : null }.OfType<string>()
            .Select(name => $"'{name}'");

    /// <param name="schema">Where the columns are.</param>
    /// <param name="sequence">The columns of sequences.</param>
    /// <returns>Null where these are not windows.</returns>
    public static WindowPlaceColumns? Bind(DataViewSchema schema, SequenceColumns sequence)
    {
        if (sequence.Length is not null || WindowLayout.Of(sequence.Features) is not { } layout
            || !sequence.FeatureType.IsKnownSize || sequence.FeatureType.Size % layout.Length != 0)
        {
            return null;
        }
        return new(sequence.Features.Name, layout, schema.GetColumnOrNull(layout.PositionColumn) is { Type: var type } position
            && type.Equals(NumberDataViewType.Int64) ? position : null, layout.GroupColumn is { } name
            && schema.GetColumnOrNull(name) is { Type: PrimitiveDataViewType } group ? group : null);
    }

    /// <summary>Holds out the last windows of series, as <see cref="WindowSplit"/> does.</summary>
    /// <param name="windows">Where all windows stand.</param>
    /// <param name="fraction">Share to hold out, above 0 and below 1.</param>
    /// <exception cref="RnnOptionException">No series is long enough, or the columns do not tell where windows stand.</exception>
    public RowSplit HoldOutLast(WindowRuns windows, float fraction) => AreComplete
        ? new WindowSplit(windows.Places(), Layout).HoldOutLast(fraction)
        : throw new RnnOptionException(nameof(RnnOptions.ValidationFraction), fraction,
            $"{nameof(RnnOptions.ValidationFraction):option} holds out the last windows of a series, which needs column "
            + $"{string.Join(" and ", Missing)}. Keep it with '{FeatureColumn}', or pass validation data to Fit.");

    /// <summary>Reads the places of a cursor's windows.</summary>
    public Func<WindowPlace> ReadFrom(DataViewRow row)
    {
        GroupReader groups = GroupReader.Of(row, Group is { } group ? row.Schema[group.Index] : null);
        ValueGetter<long>? getPosition = Position is { } column ? row.GetGetter<long>(row.Schema[column.Index]) : null;
        long position = WindowPlace.Unknown;
        return () =>
        {
            getPosition?.Invoke(ref position);
            return new(groups.Read(), position);
        };
    }
}
