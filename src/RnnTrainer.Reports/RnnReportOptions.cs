using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>Options of a report on a network. An immutable value: copy it with <see langword="with"/> to change a setting.</summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// network.SaveReport("report.html", network.Transform(test), new RnnReportOptions { Title = "Machines", MaxWorstRows = 12 });
/// </code>
/// </example>
public sealed record RnnReportOptions
{
    /// <summary>The heading. Default <see langword="null"/>: what the network predicts, by the name of its label column.</summary>
    public string? Title { get; init; }

    /// <summary>Name of the data, such as "test set of May". Default <see langword="null"/>: no name.</summary>
    public string? DataName { get; init; }

    /// <summary>
    /// Name of the label column to compare predictions with. Default <see langword="null"/>: the column the network was trained on
    /// (<see cref="RnnTransformer.LabelColumnName"/>). Classes may also be texts.
    /// </summary>
    public string? LabelColumnName { get; init; }

    /// <summary>
    /// Name of a column that identifies rows in the list of the worst: a text, a key, a number or a date. Default <see langword="null"/>:
    /// rows are numbered from 1.
    /// </summary>
    public string? RowNameColumnName { get; init; }

    /// <summary>
    /// The epochs of the learning curves. Default <see langword="null"/>: <see cref="RnnTransformer.History"/>. Add metrics whose
    /// names begin with "Test", such as TestAccuracy, to draw their curves with those of training and validation.
    /// </summary>
    public IReadOnlyList<RnnEpoch>? History { get; init; }

    /// <summary>
    /// Results of <see cref="RnnTransformer.Importance"/>: which inputs, or which spans of steps, the network relies on. Default: nothing.
    /// </summary>
    public IReadOnlyList<RnnImportance> Importance { get; init; } = [];

    /// <summary>Other settings of the training to list, such as options: names and values. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Number of worst rows to show. At least 1. Default 24.</summary>
    public int MaxWorstRows { get; init => field = SettingCheck.AtLeast(1, value); } = 24;

    /// <summary>
    /// Largest number of points in a plot. If there are more rows, a random sample is drawn and the page says so; metrics and tables cover
    /// all rows. At least 10. Default 1,000.
    /// </summary>
    public int MaxPoints { get; init => field = SettingCheck.AtLeast(10, value); } = 1000;

    /// <summary>What a row is called.</summary>
    internal string RowNoun { get; init; } = "row";

    /// <summary>What a row of this number, counted from 0, is called where no column names it.</summary>
    internal Func<long, string> NameRow { get; init; } = static number => FormattableString.Invariant($"row {number + 1:N0}");
}
