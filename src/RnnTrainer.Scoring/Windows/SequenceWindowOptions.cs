using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Further settings for windows over long series. An immutable value: copy it with <see langword="with"/> to change a setting.
/// </summary>
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
    /// Name of the column of windows; with the suffix "Position", it names the column with the number of a window's last row. Default
    /// "Features".
    /// </summary>
    public string FeatureColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Features";

    /// <summary>Name of the label column, if there is a horizon. Default "Label".</summary>
    public string LabelColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Label";

    /// <summary>
    /// Whether the label is a vector of the values of all rows up to the horizon. Default <see langword="false"/>: the value at the
    /// horizon.
    /// </summary>
    public bool WholeHorizon { get; init; }

    /// <summary>
    /// Whether rows of different series are interleaved, as when several sensors write to one table. Default <see langword="false"/>: the
    /// rows of a series are adjacent, and a series that reappears is an error.
    /// </summary>
    /// <remarks>
    /// A pass keeps the last length + horizon rows of one series or, if series are interleaved, of each series. Each value of the group
    /// column is kept once: about 50 bytes, more for long texts.
    /// </remarks>
    public bool Interleaved { get; init; }
}
