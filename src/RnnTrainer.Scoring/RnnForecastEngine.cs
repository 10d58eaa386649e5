using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Data;
using RnnTrainer.Files;
using RnnTrainer.Forecasting;
using RnnTrainer.MLNet;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Keeps the last rows of each series, and forecasts from them: <see cref="Update"/> for each new row, <see cref="Forecast"/> whenever
/// a forecast is wanted. Made by <see cref="RnnForecastTransformer.CreateForecastEngine{TRow}"/>.
/// </summary>
/// <remarks>
/// Not safe to use from several threads at once, as a <c>PredictionEngine</c>: use an engine for each thread, or a lock. Engines of one
/// transformer share its weights; an engine holds <see cref="RnnForecastTransformer.WindowSize"/> rows of each series.
/// </remarks>
/// <typeparam name="TRow">A class with a property for each column that the forecast, or a transform before it, reads.</typeparam>
/// <example>
/// <code>
/// RnnForecastEngine&lt;ShopDay&gt; engine = forecaster.CreateForecastEngine&lt;ShopDay&gt;(ml);
/// engine.Update(new ShopDay { Shop = "Oslo", Sales = 12 });
/// RnnForecast forecast = engine.Forecast("Oslo");
/// </code>
/// </example>
public sealed class RnnForecastEngine<TRow> where TRow : class
{
    private const string OnlySeries = ""; // its name, where nothing tells series apart

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
    /// Names of the series that have rows, as text: of an integer its digits, of a key its number, which ML.NET counts from 1 in columns
    /// and from 0 in properties with a <c>KeyType</c>. Where nothing tells series apart, an empty one.
    /// </summary>
    public IReadOnlyCollection<string> Series => series.Keys;

    /// <summary>Takes the next row of a series, in the order of time; a series that was never seen begins with it.</summary>
    /// <param name="row">The row. Its value may be missing (NaN) where the model fills gaps.</param>
    /// <exception cref="RnnRowException">
    /// A value is infinite, or missing and nothing fills it; or the row has no series, or static inputs that differ from those before. Its
    /// number counts the calls; the engine stays as it was.
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

    /// <summary>The forecast after the last row of a series.</summary>
    /// <param name="series">
    /// Its name, as <see cref="Series"/> has it. <see langword="null"/> where nothing tells series apart.
    /// </param>
    /// <param name="future">
    /// Where the model has inputs that are known ahead, the next <see cref="RnnForecastTransformer.Horizon"/> rows, of which those inputs
    /// are read; otherwise <see langword="null"/>.
    /// </param>
    /// <exception cref="ArgumentException">The series has no rows, or there are more or fewer rows of the future.</exception>
    /// <exception cref="RnnRowException">
    /// A known input is infinite, or missing and nothing fills it; its row counts those of the future.
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

    /// <summary>Saves the rows that are kept, with a checksum.</summary>
    /// <param name="stream">Where they go, from where it stands. It stays open.</param>
    /// <exception cref="ArgumentException">The stream is closed or read-only.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        StreamCheck.Writable(stream);
        EngineState.Write(stream, saved, series);
    }

    /// <summary>Takes the rows that <see cref="Save"/> wrote in place of those that are kept.</summary>
    /// <param name="stream">Where they are, from where it stands to its end. It stays open.</param>
    /// <exception cref="InvalidDataException">
    /// They are damaged, or were saved with a forecast of other columns or another model. The engine stays as it was.
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
            throw new ArgumentException(name is null ? $"Name the series to forecast: column '{saved.Columns.Series}' tells them apart."
                : $"series is '{ErrorText.Short(name)}', but the model has one series only. Leave it null.", nameof(series));
        }
        return series.TryGetValue(name ?? OnlySeries, out ForecastSeries? found) ? found : throw new ArgumentException(
            $"Series '{ErrorText.Short(name ?? OnlySeries)}' has no rows yet. Give its last rows to Update first.", nameof(series));
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
            ? $"future holds {CountText.Of(count, "row")}, but the model has no inputs that are known ahead. Leave it null."
            : $"future holds {CountText.Of(count, "row")}. Give the next {spec.RowsAhead}, with the inputs "
                + $"{ErrorText.List(saved.Columns.Known, name => $"'{name}'")}.", nameof(future));
    }
}
