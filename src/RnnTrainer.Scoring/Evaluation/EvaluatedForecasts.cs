using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Values;

namespace RnnTrainer.Evaluation;

/// <summary>The columns of values that came and what was forecast of them, each with as many entries as there are targets.</summary>
internal sealed class EvaluatedForecasts
{
    private const string Numbers = "Single or Double, or a vector of either of known size";

    /// <exception cref="RnnColumnException">A column is missing, or of another type or size.</exception>
    public EvaluatedForecasts(DataViewSchema schema)
    {
        Actual = ColumnCheck.Find(schema, "Actual", ForecastNames.Actual);
        if (!NumberColumn.IsNumber(Actual.Type) || Actual.Type is VectorDataViewType { IsKnownSize: false })
            throw ColumnCheck.WrongType("Actual", Actual, Numbers);
        Targets = SizeOf(Actual);
        TargetNames = Actual.Type is VectorDataViewType
            ? SlotNames.Of(Actual) ?? [.. Enumerable.Range(0, Targets).Select(target => $"{Actual.Name}[{target}]")] : [""];
        Forecast = Checked("Forecast", ColumnCheck.Find(schema, "Forecast", ForecastNames.Forecast));
        SeasonalNaive = Optional(schema, "Seasonal naive", ForecastNames.SeasonalNaive);
        SeasonalScale = Optional(schema, "Seasonal scale", ForecastNames.SeasonalScale);
        if (schema.GetColumnOrNull(ForecastNames.Series) is { } series)
        {
            GroupReader.Check(ColumnForm.Of(series));
            Series = series;
        }
        if (schema.GetColumnOrNull(ForecastNames.Quantiles) is { } quantiles)
        {
            Quantiles = quantiles;
            Levels = LevelsOf(quantiles, Targets);
        }
    }

    public DataViewSchema.Column Actual { get; }

    public DataViewSchema.Column Forecast { get; }

    /// <summary>Null: there is none, as of the columns that follow.</summary>
    public DataViewSchema.Column? Quantiles { get; }

    public DataViewSchema.Column? SeasonalNaive { get; }

    public DataViewSchema.Column? SeasonalScale { get; }

    public DataViewSchema.Column? Series { get; }

    public int Targets { get; }

    /// <summary>The targets' names; empty where there is one that is not in a vector.</summary>
    public IReadOnlyList<string> TargetNames { get; }

    /// <summary>The levels of the quantiles; none: there are no quantiles.</summary>
    public IReadOnlyList<float> Levels { get; } = [];

    public IEnumerable<DataViewSchema.Column> All =>
        new DataViewSchema.Column?[] { Actual, Forecast, Quantiles, SeasonalNaive, SeasonalScale, Series }.OfType<DataViewSchema.Column>();

    private DataViewSchema.Column? Optional(DataViewSchema schema, string role, string name) =>
        schema.GetColumnOrNull(name) is { } column ? Checked(role, column) : null;

    private DataViewSchema.Column Checked(string role, DataViewSchema.Column column) =>
        NumberColumn.IsNumber(column.Type) && SizeOf(column) == Targets ? column
            : throw ColumnCheck.WrongType(role, column, Targets == 1 ? "Single or Double"
                : $"a vector of {Targets} Single or Double, as many as '{Actual.Name}' has");

    // Of several targets, each has the same levels, and its name may stand before them.
    private static float[] LevelsOf(DataViewSchema.Column quantiles, int targets)
    {
        string[] slots = SlotNames.Of(quantiles) ?? [];
        IEnumerable<string> ofOne = slots.Take(slots.Length / targets)
            .Select(slot => slot[Math.Max(0, slot.LastIndexOf(QuantileLevels.SlotPrefix, StringComparison.Ordinal))..]);
        return NumberColumn.IsNumber(quantiles.Type) && slots.Length > 0 && slots.Length % targets == 0
            && NamedLevels.Of([.. ofOne]) is { } levels ? levels
            : throw ColumnCheck.WrongType("Quantiles", quantiles, $"a vector of Single for each of {CountText.Of(targets, "target")}, "
                + $"its slots named {QuantileLevels.SlotPrefix}0.1 and so on");
    }

    private static int SizeOf(DataViewSchema.Column column) => column.Type is VectorDataViewType vector ? vector.Size : 1;
}
