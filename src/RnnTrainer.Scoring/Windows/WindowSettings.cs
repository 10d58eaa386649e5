using RnnTrainer.Values;

namespace RnnTrainer.Windows;

/// <summary>What windows are cut from long series, and which columns they make.</summary>
internal sealed record WindowSettings
{
    /// <summary>What is to be done where rows of series are interleaved, for messages.</summary>
    public const string MakingInterleaved =
        $"make the windows with {nameof(SequenceWindowOptions)}.{nameof(SequenceWindowOptions.Interleaved)}";

    /// <param name="length">Rows of a window.</param>
    /// <param name="featureColumns">The columns that are the inputs of a step.</param>
    /// <param name="stride">Rows from the start of one window to that of the next.</param>
    /// <param name="horizon">How many rows after a window its label is; 0: no label is made.</param>
    /// <param name="targetColumn">Where the label comes from; null: no label is made.</param>
    /// <param name="groupColumn">The column that identifies the series; null: there is one series.</param>
    /// <param name="orderColumn">The column that sorts the rows of a series; null: they stand in their order.</param>
    /// <param name="options">More of them; null: the defaults.</param>
    /// <exception cref="ArgumentException">They contradict each other, or a name is empty.</exception>
    public WindowSettings(
        int length, IReadOnlyList<string> featureColumns, int stride, int horizon, string? targetColumn, string? groupColumn,
        string? orderColumn, SequenceWindowOptions? options)
    {
        ArgumentNullException.ThrowIfNull(featureColumns);
        Length = SettingCheck.AtLeast(1, length, nameof(length));
        Stride = SettingCheck.AtLeast(1, stride, nameof(stride));
        Horizon = SettingCheck.AtLeast(0, horizon, nameof(horizon));
        FeatureColumns = [.. featureColumns.Select(name => SettingCheck.NotEmpty(name, nameof(featureColumns)))];
        if (FeatureColumns.Count == 0)
            throw new ArgumentException("featureColumns is empty. Name at least one column.", nameof(featureColumns));
        TargetColumn = targetColumn is null ? null : SettingCheck.NotEmpty(targetColumn, nameof(targetColumn));
        GroupColumn = groupColumn is null ? null : SettingCheck.NotEmpty(groupColumn, nameof(groupColumn));
        OrderColumn = orderColumn is null ? null : SettingCheck.NotEmpty(orderColumn, nameof(orderColumn));
        Options = options ?? new();
        CheckTarget();
        CheckNames();
    }

    public int Length { get; }

    public IReadOnlyList<string> FeatureColumns { get; }

    public int Stride { get; }

    public int Horizon { get; }

    public string? TargetColumn { get; }

    public string? GroupColumn { get; }

    public string? OrderColumn { get; }

    public SequenceWindowOptions Options { get; }

    /// <summary>Whether rows of other series may come between those of one that windows are made of; once sorted, none do.</summary>
    public bool AreInterleaved => Options.Interleaved && OrderColumn is null;

    /// <summary>The column that numbers a window's last row in its series.</summary>
    public string PositionColumn => $"{Options.FeatureColumnName}Position";

    /// <summary>The columns that windows have in addition to those of the rows.</summary>
    /// <param name="isLabelled">Whether a label is made.</param>
    public string[] MadeColumns(bool isLabelled) =>
        [Options.FeatureColumnName, PositionColumn, .. isLabelled ? [Options.LabelColumnName] : Array.Empty<string>()];

    private void CheckTarget()
    {
        const string lastRow = "columns, a label among them, have the value of the window's last row.";
        if (Horizon > 0 && TargetColumn is null)
        {
            throw new ArgumentException(
                $"horizon is {Horizon}, but there is no targetColumn. Set the column to forecast, or leave horizon 0: {lastRow}",
                "targetColumn");
        }
        if (Horizon == 0 && TargetColumn is not null)
        {
            throw new ArgumentException($"targetColumn is '{TargetColumn}', but horizon is 0. Set horizon (1: the next row), or omit "
                + $"targetColumn: {lastRow}", "horizon");
        }
        if (Options.WholeHorizon && Horizon == 0)
        {
            throw new ArgumentException(
                "WholeHorizon is set, but horizon is 0. Set horizon to the number of values to forecast.", "horizon");
        }
    }

    private void CheckNames()
    {
        if (Options.Interleaved && GroupColumn is null)
        {
            throw new ArgumentException(
                "Interleaved is set, but there is no groupColumn. Set the column that identifies the series.", "groupColumn");
        }
        string[] made = MadeColumns(isLabelled: TargetColumn is not null);
        if (made.Distinct().Count() < made.Length)
        {
            throw new ArgumentException($"Two columns of the windows would be named '{Options.LabelColumnName}'. "
                + "Set another LabelColumnName or FeatureColumnName.", "options");
        }
        if (GroupColumn is not null && made.Contains(GroupColumn))
        {
            throw new ArgumentException($"groupColumn is '{GroupColumn}', which is also the name of an output column. "
                + "Set another LabelColumnName or FeatureColumnName.", "options");
        }
    }
}
