using RnnTrainer.Values;

namespace RnnTrainer.Forecasting;

/// <summary>Names of the columns of a table in long form, one row a time step, that forecasts are made from.</summary>
/// <param name="Value">What is forecast: a number, or a vector of several targets.</param>
/// <param name="Series">The column that identifies the series; null: all rows are one series.</param>
internal sealed record ForecastColumnNames(string Value, string? Series)
{
    /// <summary>Inputs that are known of a row before its value is.</summary>
    public ValueList<string> Known { get; init; } = [];

    /// <summary>Inputs that are known with the value.</summary>
    public ValueList<string> Past { get; init; } = [];

    /// <summary>Keys that are the same in all rows of a series.</summary>
    public ValueList<string> Static { get; init; } = [];

    /// <summary>A column that is named twice, though a column has one part to play; null: there is none.</summary>
    public string? NamedTwice =>
        All.CountBy(name => name).Where(name => name.Value > 1).Select(name => name.Key).FirstOrDefault();

    /// <summary>All of them.</summary>
    public IEnumerable<string> All => [Value, .. Series is null ? Array.Empty<string>() : [Series], .. Known, .. Past, .. Static];
}
