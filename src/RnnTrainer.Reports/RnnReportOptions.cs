using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>What a report on a network shows. An immutable value: copy it with <see langword="with"/> to change a setting.</summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
/// <example>
/// <code>
/// network.SaveReport("report.html", network.Transform(test), new RnnReportOptions { Title = "Machines", MaxWorstRows = 12 });
/// </code>
/// </example>
public sealed record RnnReportOptions
{
    /// <summary>The heading. Default <see langword="null"/>: what the network predicts, by the name of its label column.</summary>
    public string? Title { get; init; }

    /// <summary>Name of the data, such as "test set of May". Default <see langword="null"/>: it is not named.</summary>
    public string? DataName { get; init; }

    /// <summary>
    /// The column of labels that predictions are compared with. Default <see langword="null"/>: the one that the network was trained on
    /// (<see cref="RnnTransformer.LabelColumnName"/>). Classes may also be texts.
    /// </summary>
    public string? LabelColumnName { get; init; }

    /// <summary>
    /// A column by which rows are called where the worst are shown: a text, a key, a number or a date. Default <see langword="null"/>: rows
    /// are numbered, from 1.
    /// </summary>
    public string? RowNameColumnName { get; init; }

    /// <summary>
    /// The epochs whose learning curves are shown. Default <see langword="null"/>: <see cref="RnnTransformer.History"/>. Add metrics whose
    /// names begin with "Test", such as TestAccuracy, and their curves are drawn beside those of training and validation.
    /// </summary>
    public IReadOnlyList<RnnEpoch>? History { get; init; }

    /// <summary>
    /// What <see cref="RnnTransformer.Importance"/> found: which inputs, or which spans of steps, the network relies on. Default: nothing.
    /// </summary>
    public IReadOnlyList<RnnImportance> Importance { get; init; } = [];

    /// <summary>What else is to be known of the training, such as the options: names and values. Default: nothing.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Rows that are shown as the worst. At least 1. Default 24.</summary>
    public int MaxWorstRows { get; init => field = SettingCheck.AtLeast(1, value); } = 24;

    /// <summary>
    /// Points of a plot. Of more rows so many are drawn, chosen at random, and the page says so; figures and tables are of all rows. At
    /// least 10. Default 1,000.
    /// </summary>
    public int MaxPoints { get; init => field = SettingCheck.AtLeast(10, value); } = 1000;

    /// <summary>What a row is called.</summary>
    internal string RowNoun { get; init; } = "row";

    /// <summary>What a row of this number, counted from 0, is called where no column names it.</summary>
    internal Func<long, string> NameRow { get; init; } = static number => FormattableString.Invariant($"row {number + 1:N0}");
}
