using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>What is forecast, and how far.</summary>
/// <param name="File">The series.</param>
/// <param name="Horizon">Steps to forecast.</param>
/// <param name="Season">Steps of a season; 1 where there is none.</param>
internal sealed record ForecastData(SeriesFile File, int Horizon, int Season)
{
    /// <summary>Values that a series must have to be learnt from and compared with: two horizons and a season.</summary>
    public long LeastValues => (2L * Horizon) + Season;

    /// <summary>The series that are long enough.</summary>
    /// <exception cref="InvalidDataException">None is.</exception>
    public IReadOnlyList<ReadSeries> LongSeries
    {
        get
        {
            ReadSeries[] series = [.. File.Series.Where(one => one.Values.Count >= LeastValues)];
            return series.Length > 0 ? series : throw new InvalidDataException(
                $"The {(File.Series.Count == 1 ? "" : "longest ")}series has "
                + $"{Counted.Of(File.Series.Max(one => one.Values.Count), "value")}, but {LeastValues:N0} are needed: 2 horizons of "
                + $"{Horizon:N0} and a season of {Season:N0}. Use a smaller --horizon or --season, or add rows.");
        }
    }

    /// <summary>The report's heading.</summary>
    public string Title => $"{File.Columns.Value}, {File.Name}";

    /// <summary>What there is, in a line.</summary>
    public string Summary
    {
        get
        {
            ReadSeries first = File.Series[0];
            string span = File.Series.Count > 1 ? $"{File.Series.Count:N0} series of '{File.Columns.Value}'"
                : $"'{File.Columns.Value}' from {File.Time(first, 0)} to {File.Time(first, first.Values.Count - 1)}";
            return $"{span}, {Counted.Of(File.Series.Sum(one => (long)one.Values.Count), "value")}; "
                + $"{(Season == 1 ? "no season" : $"a season of {Season} steps")}, {Counted.Of(Horizon, "step")} ahead.";
        }
    }

    /// <summary>Series as rows in long form, under the names of the file's columns.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="series">The series.</param>
    /// <param name="heldOut">Values at the end of each that are left out.</param>
    public IDataView Rows(MLContext ml, IReadOnlyList<ReadSeries> series, int heldOut = 0)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        Name(definition, nameof(Row.Value), File.Columns.Value);
        Name(definition, nameof(Row.Series), File.Columns.Series);
        return ml.Data.LoadFromEnumerable(series.SelectMany(one => one.Values.SkipLast(heldOut).Select(value =>
            new Row { Series = one.Name, Value = value })), definition);
    }

    private static void Name(SchemaDefinition definition, string member, string? column)
    {
        SchemaDefinition.Column found = definition.Single(one => one.MemberName == member);
        if (column is null)
            definition.Remove(found);
        else
            found.ColumnName = column;
    }

    private sealed class Row
    {
        public string Series { get; set; } = "";

        public float Value { get; set; }
    }
}
