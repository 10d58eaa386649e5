using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Data;
using RnnTrainer.Files;
using RnnTrainer.Forecasting;
using RnnTrainer.MLNet;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Keeps the last rows of each series and forecasts from them: call <see cref="Update"/> for each new row, and <see cref="Forecast"/> at
/// any time. Created by <see cref="RnnForecastTransformer.CreateForecastEngine{TRow}"/>.
/// </summary>
/// <remarks>
/// Not thread-safe, like a <c>PredictionEngine</c>: use one engine per thread, or a lock. Engines of one transformer share its weights; an
/// engine holds <see cref="RnnForecastTransformer.WindowSize"/> rows of each series.
/// </remarks>
/// <typeparam name="TRow">A class with a property for each column that the forecaster, or a transform before it, reads.</typeparam>
/// <example>
/// <code>
/// RnnForecastEngine&lt;ShopDay&gt; engine = forecaster.CreateForecastEngine&lt;ShopDay&gt;(ml);
/// engine.Update(new ShopDay { Shop = "Oslo", Sales = 12 });
/// RnnForecast forecast = engine.Forecast("Oslo");
/// </code>
/// </example>
public sealed class RnnForecastEngine<TRow> where TRow : class
{
    private const string OnlySeries = ""; // its name, where there is no series column

    private readonly SavedForecast saved;
    private readonly ForecastSpec spec;
    private readonly ForecastColumns columns;
    private readonly TypedRow<TRow> row, futureRow;
    private readonly DataViewRow read; // what is read of the row
    private readonly StepReader known;
    private readonly ForecastOutputs outputs;
    private readonly ForecastBlock block;
    private readonly SeriesWindow window;
    private readonly float[] ahead, quantiles;
    private Dictionary<string, ForecastSeries> series = [];
    private ForecastRowReader reader;
    private List<ForecastSeries?> byNumber = []; // of the reader

    internal RnnForecastEngine(
        IHostEnvironment environment, ITransformer? before, SavedForecast saved, ForecastScorer scorer,
        Func<DataViewSchema, ForecastColumns> bind)
    {
        this.saved = saved;
        spec = saved.Spec;
        row = new(environment, before);
        futureRow = new(environment, before);
        columns = bind(row.Schema);
        read = row.Read(columns.All);
        reader = CreateReader();
        known = columns.Known.ReadFrom(futureRow.Read(columns.Known.Columns));
        outputs = new(spec, [.. columns.Targets.Names()]);
        block = scorer.CreateBlock(1);
        window = new(spec);
        ahead = new float[spec.RowsAhead * spec.KnownInputs.Count];
        quantiles = new float[outputs.Size];
    }

    /// <summary>
    /// Gets the names of the series that have rows, as text: the digits of an integer, or the number of a key, which ML.NET counts from 1
    /// in columns and from 0 in properties with a <c>KeyType</c>. An empty name if there is no series column.
    /// </summary>
    public IReadOnlyCollection<string> Series => series.Keys;

    /// <summary>Adds the next row of a series, in time order; an unknown series starts with it.</summary>
    /// <param name="row">The row. Its value may be missing (NaN) if the model fills missing values.</param>
    /// <exception cref="RnnRowException">
    /// A value is infinite, or missing and not filled; or the row has no series, or its static inputs differ from those before. The row
    /// number counts the calls; the engine is not changed.
    /// </exception>
    public void Update(TRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        this.row.Set(row);
        int number = reader.Read();
        while (byNumber.Count <= number)
            byNumber.Add(null);
        (byNumber[number] ??= SeriesOf(reader.SeriesText, reader.Categories(number))).Add(reader.Step);
    }

    /// <summary>Forecasts from the last row of a series.</summary>
    /// <param name="series">The series' name, as in <see cref="Series"/>; <see langword="null"/> if there is no series column.</param>
    /// <param name="future">
    /// If the model has known inputs, the next <see cref="RnnForecastTransformer.Horizon"/> rows, of which only those inputs are read;
    /// otherwise <see langword="null"/>.
    /// </param>
    /// <exception cref="ArgumentException">The series has no rows, or the number of future rows is wrong.</exception>
    /// <exception cref="RnnRowException">
    /// A known input is infinite, or missing and not filled; the row number counts the future rows.
    /// </exception>
    public RnnForecast Forecast(string? series = null, IEnumerable<TRow>? future = null)
    {
        ForecastSeries own = Find(series);
        ReadFuture(future);
        block.Clear();
        window.AddTo(block, own, own.Count - 1, ahead);
        block.Score();
        block.Read(0, quantiles);
        return new([.. ForecastOutputs.Names.Select((_, output) => outputs.Values(output, quantiles))]);
    }

    /// <summary>Saves the rows that the engine keeps, with a checksum.</summary>
    /// <param name="stream">The stream to write to, at its current position. It stays open.</param>
    /// <exception cref="ArgumentException">The stream is closed or read-only.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        StreamCheck.Writable(stream);
        EngineState.Write(stream, saved, series);
    }

    /// <summary>Replaces the rows that the engine keeps by those that <see cref="Save"/> wrote.</summary>
    /// <param name="stream">The stream to read from, from its current position to its end. It stays open.</param>
    /// <exception cref="InvalidDataException">
    /// The data are damaged, or were saved with other columns or another model. The engine is not changed.
    /// </exception>
    public void Restore(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        series = EngineState.Read(stream, saved);
        (reader, byNumber) = (CreateReader(), []);
    }

    private ForecastRowReader CreateReader() => new(read, columns, spec.MissingValues, allowsFuture: false,
        name => series.TryGetValue(name, out ForecastSeries? known) ? known.Categories : null);

    private ForecastSeries SeriesOf(string name, ReadOnlySpan<int> categories)
    {
        if (!series.TryGetValue(name, out ForecastSeries? found))
            series.Add(name, found = new(spec, categories));
        return found;
    }

    private ForecastSeries Find(string? name)
    {
        if (name is null != saved.Columns.Series is null)
        {
            throw new ArgumentException(name is null ? $"series is null. Name a series of column '{saved.Columns.Series}'."
                : $"series is '{ErrorText.Short(name)}', but the model has one series only. Leave it null.", nameof(series));
        }
        return series.TryGetValue(name ?? OnlySeries, out ForecastSeries? found) ? found : throw new ArgumentException(
            $"Series '{ErrorText.Short(name ?? OnlySeries)}' has no rows yet. Pass its last rows to Update first.", nameof(series));
    }

    private void ReadFuture(IEnumerable<TRow>? future)
    {
        int inputs = spec.KnownInputs.Count, count = 0;
        foreach (TRow next in future ?? [])
        {
            ArgumentNullException.ThrowIfNull(next, nameof(future));
            if (++count > spec.RowsAhead)
                continue;
            futureRow.Set(next);
            Span<float> step = ahead.AsSpan((count - 1) * inputs, inputs);
            known.Read(step);
            ForecastRowReader.CheckKnown(step, columns, spec.MissingValues, count);
        }
        if (count == spec.RowsAhead)
            return;
        throw new ArgumentException(spec.RowsAhead == 0
            ? $"future holds {CountText.Of(count, "row")}, but the model has no known inputs. Leave it null."
            : $"future holds {CountText.Of(count, "row")}. Pass the next {spec.RowsAhead}, with the inputs "
                + $"{ErrorText.List(saved.Columns.Known, name => $"'{name}'")}.", nameof(future));
    }
}
