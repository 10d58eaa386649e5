using System.Globalization;
using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Files;

namespace RnnTrainer.Forecasting;

/// <summary>
/// Reads rows in long form: the series of each, its step and its categories. Refuses infinite values, categories that change in a series,
/// and gaps where nothing fills them. A row that is refused leaves its series as it was.
/// </summary>
/// <param name="row">The row that a cursor stands on, with the columns active.</param>
/// <param name="columns">The columns.</param>
/// <param name="missingValues">What is made of gaps.</param>
/// <param name="allowsFuture">Whether rows without a value may be of the future; otherwise each is a gap.</param>
/// <param name="categoriesOf">The categories of a series that began before the first row, given its text; null: it did not.</param>
internal sealed class ForecastRowReader(
    DataViewRow row, ForecastColumns columns, RnnMissingValues missingValues, bool allowsFuture = true,
    Func<string, int[]?>? categoriesOf = null)
{
    private readonly GroupReader? series =
        columns.Series is { } column ? GroupReader.Of(row, row.Schema[column.Index], role: "series") : null;

    private readonly StepReader targets = columns.Targets.ReadFrom(row), past = columns.Past.ReadFrom(row),
        known = columns.Known.ReadFrom(row);

    private readonly RowReader<int>[] statics =
        [.. columns.Statics.Select(column => CategoryInput.Reader(row, row.Schema[column.Index]))];

    private readonly float[] step = new float[columns.StepSize];
    private readonly int[] categories = new int[columns.Statics.Count]; // of the row
    private readonly List<SeriesSoFar> ofSeries = [];
    private bool hasRow; // of the only series, where there is no series column

    /// <summary>Series so far.</summary>
    public int SeriesCount => series?.Count ?? (hasRow ? 1 : 0);

    /// <summary>What stands in the series column of the row that was read last, for people.</summary>
    public string SeriesText => series?.Text ?? "";

    /// <summary>The step of the row that was read last: [targets | past inputs | known inputs].</summary>
    public ReadOnlySpan<float> Step => step;

    /// <summary>
    /// Whether a target of the row that was read last has a value. A row without one is a gap in its series, or at the end a row of the
    /// future, of which the known inputs count.
    /// </summary>
    public bool HasValue { get; private set; }

    /// <summary>Reads the row.</summary>
    /// <returns>The number of its series, in the order in which these first come, from 0.</returns>
    /// <exception cref="RnnRowException">
    /// It has no series, or other categories than its series had; or a value is infinite, or missing and nothing fills it.
    /// </exception>
    public int Read()
    {
        int number = series?.Read() ?? 0;
        hasRow = true;
        targets.Read(step);
        past.Read(step.AsSpan(columns.Targets.Size));
        known.Read(step.AsSpan(columns.Targets.Size + columns.Past.Size));
        HasValue = step.AsSpan(0, columns.Targets.Size).ContainsAnyExcept(float.NaN);
        while (ofSeries.Count <= number)
            ofSeries.Add(new(categoriesOf?.Invoke(SeriesText)));
        SeriesSoFar own = ofSeries[number];
        if (IndexOfInfinite(step) is >= 0 and var infinite)
            throw Infinite(row.Position + 1, columns.ColumnOf(infinite).Name, step[infinite]);
        ReadCategories(own.Categories);
        if (missingValues == RnnMissingValues.Error)
            CheckGaps(own);
        own.Categories ??= [.. categories];
        return number;
    }

    /// <summary>The categories of a series that was read: one of each static column, 0 where it is missing.</summary>
    public ReadOnlySpan<int> Categories(int number) => ofSeries[number].Categories;

    /// <summary>Checks the known inputs of a row of the future.</summary>
    /// <param name="known">The inputs.</param>
    /// <param name="columns">Where they come from.</param>
    /// <param name="missingValues">What is made of those that are missing.</param>
    /// <param name="number">The number of the row, from 1.</param>
    /// <exception cref="RnnRowException">One is infinite, or missing and nothing fills it.</exception>
    public static void CheckKnown(ReadOnlySpan<float> known, ForecastColumns columns, RnnMissingValues missingValues, long number)
    {
        if (IndexOfInfinite(known) is >= 0 and var infinite)
            throw Infinite(number, columns.Known.ColumnOf(infinite).Name, known[infinite]);
        int missing = missingValues == RnnMissingValues.Error ? known.IndexOf(float.NaN) : -1;
        if (missing >= 0)
            throw Missing(number, columns.Known.ColumnOf(missing).Name, "is NaN");
    }

    private static int IndexOfInfinite(ReadOnlySpan<float> values) => values.IndexOfAny(float.PositiveInfinity, float.NegativeInfinity);

    private static RnnRowException Infinite(long row, string column, float value) => new(row, column, FormattableString.Invariant(
        $"column '{column}' holds {value}; forecasts need finite numbers. Replace it, by NaN where MissingValues fills gaps."));

    private void ReadCategories(int[]? before)
    {
        for (int i = 0; i < statics.Length; i++)
        {
            categories[i] = statics[i]()[0];
            if (before is not null && categories[i] != before[i])
                throw Changed(columns.Statics[i].Name, before[i], categories[i]);
        }
    }

    private void CheckGaps(SeriesSoFar series)
    {
        if (HasValue && series.Gap is { } gap)
            throw Missing(gap, columns.Names.Value, "has no value, though its series goes on after it");
        if (!HasValue && !allowsFuture)
            throw Missing(row.Position + 1, columns.Names.Value, "has no value");
        if (!HasValue)
            series.Gap ??= row.Position + 1;
        int place = 0;
        foreach ((StepInputs inputs, bool isNeeded) in
            (ReadOnlySpan<(StepInputs, bool)>)[(columns.Targets, HasValue), (columns.Past, HasValue), (columns.Known, true)])
        {
            int missing = step.AsSpan(place, inputs.Size).IndexOf(float.NaN);
            if (isNeeded && missing >= 0)
                throw Missing(row.Position + 1, inputs.ColumnOf(missing).Name, "is NaN");
            place += inputs.Size;
        }
    }

    private RnnRowException Changed(string column, int from, int to) => new(row.Position + 1, column, string.Create(
        CultureInfo.InvariantCulture, $"static input column '{column}' changes from key {from} to {to} in series "
        + $"'{ErrorText.Short(SeriesText)}'. Give all of its rows one, or make it a known or past input."));

    private static RnnRowException Missing(long row, string column, string problem) => new(row, column,
        $"column '{column}' {problem}. Fill it in, or train with MissingValues Mean or LastValue (RnnForecastOptions.Training).");

    /// <summary>What is remembered of a series.</summary>
    private sealed class SeriesSoFar(int[]? categories)
    {
        /// <summary>One of each static column; null: the series has no row.</summary>
        public int[]? Categories { get; set; } = categories;

        /// <summary>The number of the first row without a value; null: there is none.</summary>
        public long? Gap { get; set; }
    }
}
