using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>How windows are made of long series. An immutable value: copy it with <see langword="with"/> to change a setting.</summary>
/// <exception cref="ArgumentException">A name is empty; the exception names the property.</exception>
/// <example>
/// <code>
/// IDataView windows = ml.Data.CreateWindows(rows, length: 72, ["Load"], horizon: 6, targetColumn: "Load", groupColumn: "Sensor",
///     options: new SequenceWindowOptions { WholeHorizon = true });
/// </code>
/// </example>
public sealed record SequenceWindowOptions
{
    /// <summary>
    /// Name of the column of windows; with "Position" at its end, that of the column which numbers a window's last row. Default: Features.
    /// </summary>
    public string FeatureColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Features";

    /// <summary>Name of the column of labels, where there is a horizon. Default: Label.</summary>
    public string LabelColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Label";

    /// <summary>
    /// Whether the label is the values of all rows up to the horizon, a vector. Default <see langword="false"/>: the value at the horizon.
    /// </summary>
    public bool WholeHorizon { get; init; }

    /// <summary>
    /// Whether rows of different series may be interleaved, as where several sensors write into one table. Default
    /// <see langword="false"/>: the rows of a series stand together, and a series that comes back is an error.
    /// </summary>
    /// <remarks>
    /// A pass keeps the last length + horizon rows of one series; where series are interleaved, of each. The values of the group column
    /// are kept once each, about 50 bytes, more for long texts.
    /// </remarks>
    public bool Interleaved { get; init; }
}
