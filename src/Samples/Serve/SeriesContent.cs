using Microsoft.ML;
using RnnTrainer.ForecastReports;

namespace RnnTrainer.Samples;

/// <summary>A form for series, for a model that forecasts.</summary>
/// <param name="name">The path as the user gave it.</param>
/// <param name="ml">The context.</param>
/// <param name="network">The model.</param>
internal sealed class SeriesContent(string name, MLContext ml, RnnForecastTransformer network) : ServedContent(Path.GetFileName(name))
{
    /// <summary>Series that are answered at once.</summary>
    private const int MostSeries = 20;

    private static readonly FileInfo Pasted = new("the text");

    public override string Summary => $"{name}: forecasts '{network.ValueColumnName}', {Counted.Of(network.Horizon, "step")} ahead";

    public override string Invitation => "Paste series at";

    public override IReadOnlyList<string> Classes => [];

    public override long MostBytes => TextQuestion.MostBytes;

    protected override IReadOnlyList<PageFile> Files => SequenceContent.Form;

    protected override object Describe() => new
    {
        Name = FileName,
        Network = $"{network.Horizon} steps ahead, season {network.SeasonLength}",
        Task = "forecast",
        Value = network.ValueColumnName,
        Classes,
        Asked = "Series",
        Wanted = $"Numbers, the oldest first; or a table with the {ColumnNames.Counted(Columns)}.",
    };

    private string[] Columns => [.. ((string?[])[network.ValueColumnName, network.SeriesColumnName]).OfType<string>()];

    protected override async Task<object> Answer(Stream body, CancellationToken cancellation)
    {
        string text = await TextQuestion.Read(body, cancellation);
        SeriesFile file = PastedSequences.IsTable(text, Columns) ? Parse(text, network.SeriesColumnName) : OfNumbers(text);
        ReadSeries[] series = [.. file.Series.Take(MostSeries)];
        ForecastData data = new(file, network.Horizon, network.SeasonLength);
        ForecastContent content = ForecastReading.Of(network, data.Rows(ml, series), new() { Compare = false }, "rnn-samples serve");
        return new
        {
            file.Series.Count,
            Sequences = content.Series.Select(one => new
            {
                one.Name,
                Words = (string[])[],
                Values = SequenceContent.Known(one.Values),
                Said = "",
                Answer = new { Fan = new { one.Ahead.Levels, one.Ahead.Quantiles } },
            }).ToArray(),
        };
    }

    // A network of several series wants a name for each.
    private SeriesFile OfNumbers(string text)
    {
        IEnumerable<string> numbers = PastedSequences.Read(text, PastedSequences.Series, 1).Sequences.SelectMany(one => one.Values)
            .Select(value => FormattableString.Invariant($"{value}"));
        return network.SeriesColumnName is null ? Parse($"{network.ValueColumnName}\n{string.Join('\n', numbers)}", null)
            : Parse(
                $"{network.SeriesColumnName}\t{network.ValueColumnName}\n"
                    + string.Join('\n', numbers.Select(value => $"series\t{value}")),
                network.SeriesColumnName);
    }

    private SeriesFile Parse(string text, string? series) =>
        SeriesFile.Parse(Pasted, text, _ => new(network.ValueColumnName, null, series, HasDecimalCommas: false));
}
