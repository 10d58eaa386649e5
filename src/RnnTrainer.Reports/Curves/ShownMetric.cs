using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RnnTrainer.Curves;

/// <summary>
/// How a metric is shown, known by its name: as the library has it (<see cref="RnnMetric"/>), with "Test" before it on test rows, or
/// as a column of a CSV file has it. Accuracy is a share; what is not known here is a plain number.
/// </summary>
internal sealed partial record ShownMetric
{
    private const string LossName = "loss", AccuracyName = "accuracy";

    private readonly string[] words;

    /// <param name="name">"Accuracy", "ValidationRMSE", "test-loss".</param>
    public ShownMetric(string name)
    {
        Name = name;
        words = [.. Word().Matches(name).Select(word => InText(word.Value))];
        MetricRows? prefix = words.Length > 1 && Enum.TryParse(words[0], ignoreCase: true, out MetricRows rows) ? rows : null;
        Rows = prefix ?? MetricRows.Training;
        Measure = string.Join(' ', prefix is null ? words : words[1..]);
    }

    /// <summary>The name that it was made of.</summary>
    public string Name { get; }

    /// <summary>The rows it was measured on.</summary>
    public MetricRows Rows { get; }

    /// <summary>What is measured, in words: "loss", whatever the rows.</summary>
    public string Measure { get; }

    /// <summary>Its name in text and at the head of a column: "validation loss".</summary>
    public string Heading => string.Join(' ', words);

    /// <summary>The <see cref="Heading"/> where it stands alone, as a title.</summary>
    public string Title => Capital(Heading);

    /// <summary>Its name in JSON: "validationLoss".</summary>
    public string JsonName => JsonNamingPolicy.CamelCase.ConvertName(Name);

    /// <summary>Its column in a CSV file: "validation-loss".</summary>
    public string Column => string.Join('-', words).ToLowerInvariant();

    /// <summary>Whether it is what training minimizes, which every task has.</summary>
    public bool IsLoss => Measure == LossName;

    /// <summary>Whether it is a share of rows, 0 to 1, that is shown in per cent where there is no head above it.</summary>
    public bool IsAccuracy => Measure == AccuracyName;

    /// <summary>The loss on some rows.</summary>
    public static ShownMetric Loss(MetricRows rows) => On(rows, RnnMetric.Loss);

    /// <summary>The accuracy on some rows.</summary>
    public static ShownMetric Accuracy(MetricRows rows) => On(rows, RnnMetric.Accuracy);

    /// <summary>The metrics of these names, each once: on training rows, then validation, then test, otherwise in their order.</summary>
    public static IReadOnlyList<ShownMetric> Sorted(IEnumerable<string> names) =>
        [.. names.Distinct().Select(name => new ShownMetric(name)).OrderBy(metric => metric.Rows)];

    /// <summary>The same on other rows.</summary>
    public ShownMetric Elsewhere(MetricRows rows) => On(rows, Rows == MetricRows.Training ? Name : Name[$"{Rows}".Length..]);

    /// <summary>What a metric of training rows is on other rows.</summary>
    public static ShownMetric On(MetricRows rows, string training) => new(rows == MetricRows.Training ? training : $"{rows}{training}");

    /// <summary>The value below a head; nothing for what was not measured.</summary>
    public static string Cell(double? value) => $"{value:0.0000}";

    /// <summary>The value in a line of text that says the rows: "0.2817", "92.39%", "RMSE 0.5310".</summary>
    public string InLine(double value) => IsLoss ? Cell(value) : IsAccuracy ? $"{100 * value:0.00}%" : $"{Measure} {Cell(value)}";

    /// <summary>What a kind of rows is called in text: "training".</summary>
    public static string NameOf(MetricRows rows) => $"{rows}".ToLowerInvariant();

    /// <summary>A measure's name at the beginning of a text.</summary>
    public static string Capital(string measure) => char.ToUpper(measure[0], CultureInfo.InvariantCulture) + measure[1..];

    // Abbreviations stay in capitals.
    private static string InText(string word) => word.Any(char.IsAsciiLetterLower) ? word.ToLowerInvariant() : word;

    [GeneratedRegex("[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z0-9]+")]
    private static partial Regex Word();

    public bool Equals(ShownMetric? other) => other?.Name == Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
