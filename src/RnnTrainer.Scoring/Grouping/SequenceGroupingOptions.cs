using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Settings for grouping rows into sequences. An immutable value: copy it with <see langword="with"/> to change a setting.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <exception cref="ArgumentException">A name is empty; the exception names the property.</exception>
/// <example>
/// <code>
/// IDataView sequences = ml.Data.GroupIntoSequences(rows, "Machine", ["Pressure"], "State", "Time",
///     new SequenceGroupingOptions { Labels = SequenceLabels.EachStep, MaxTimeSteps = 500 });
/// </code>
/// </example>
public sealed record SequenceGroupingOptions
{
    private readonly ValueList<string> lastRowColumns = [];

    /// <summary>Name of the column of sequences. Default "Features".</summary>
    public string FeatureColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Features";

    /// <summary>Which rows provide the label. Default <see cref="SequenceLabels.LastRow"/>: one label per sequence.</summary>
    public SequenceLabels Labels { get; init => field = SettingCheck.Defined(value); } = SequenceLabels.LastRow;

    /// <summary>
    /// Maximum number of steps in a sequence; <see cref="Keep"/> says which steps of a longer group are kept. At least 1; default
    /// <see langword="null"/>: no limit.
    /// </summary>
    public int? MaxTimeSteps { get; init => field = value is { } steps ? SettingCheck.AtLeast(1, steps) : null; }

    /// <summary>
    /// Which steps of a group longer than <see cref="MaxTimeSteps"/> are kept. Default <see cref="SequencePart.Last"/>. With
    /// <see cref="SequenceLabels.LastRow"/>, the label is that of the group's last row in either case.
    /// </summary>
    public SequencePart Keep { get; init => field = SettingCheck.Defined(value); } = SequencePart.Last;

    /// <summary>
    /// Whether rows of different groups are interleaved. Default <see langword="false"/>: the rows of a group are adjacent, rows are
    /// streamed, and a group that reappears is an error. <see langword="true"/>: each pass reads all rows before it returns the first
    /// sequence.
    /// </summary>
    /// <remarks>
    /// A pass needs 4 bytes of memory for each input, 4 for the row, 8 for its value in the order column, and the size of the other values
    /// (16 bytes for a text), for each row of the longest group or, if groups are interleaved, for each row of the data. The keys of all
    /// groups are kept as well: about 50 bytes each, more for long texts.
    /// </remarks>
    public bool Interleaved { get; init; }

    /// <summary>
    /// Other columns to keep, with the value of the group's last row: example weights, or a column to split by. The list is copied.
    /// Default: none.
    /// </summary>
    public IReadOnlyList<string> LastRowColumns
    {
        get => lastRowColumns;
        init => lastRowColumns = [.. SettingCheck.NotNull(value).Select(name => SettingCheck.NotEmpty(name))];
    }
}
