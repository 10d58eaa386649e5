using System.Diagnostics;
using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Tasks;
using RnnTrainer.Training.Progress;
using RnnTrainer.Values;

namespace RnnTrainer.Forecasting;

/// <summary>The way from rows of series to what a training loop gets.</summary>
internal sealed class ForecastInput
{
    private const int RowsBetweenChecks = 1024;

    private readonly RnnForecastOptions options;
    private readonly ForecastColumns columns;
    private readonly SavedForecast? initial;
    private ForecastSpec? spec;
    private LabelledSequences? windows;

    /// <param name="options">The settings.</param>
    /// <param name="names">Names of the columns.</param>
    /// <param name="schema">Schema of the rows.</param>
    /// <param name="initial">What to start from; null: a new network.</param>
    /// <exception cref="RnnColumnException">A column is missing, or of another type.</exception>
    /// <exception cref="ArgumentException">What to start from does not fit.</exception>
    public ForecastInput(RnnForecastOptions options, ForecastColumnNames names, DataViewSchema schema, SavedForecast? initial)
    {
        this.options = options;
        this.initial = initial;
        IReadOnlyList<CategoryInput>? categories = initial?.Categories;
        columns = categories is null ? ForecastColumns.BindForTraining(schema, names, out categories)
            : ForecastColumns.Bind(schema, names, categories);
        Categories = categories;
    }

    /// <summary>What the static columns hold.</summary>
    public IReadOnlyList<CategoryInput> Categories { get; }

    /// <summary>What is forecast, once the rows have been read.</summary>
    public ForecastSpec Spec => spec ?? throw new InvalidOperationException("The rows have not been read.");

    /// <summary>The windows of the rows, once these have been read.</summary>
    public LabelledSequences Windows => windows ?? throw new InvalidOperationException("The rows have not been read.");

    /// <summary>Reads the rows once.</summary>
    /// <exception cref="RnnRowException">A row holds what cannot be learned from.</exception>
    /// <exception cref="InvalidOperationException">No series is long enough.</exception>
    /// <exception cref="RnnOptionException">An option does not fit the data.</exception>
    public TrainingData Read(IDataView data, RunContext context)
    {
        SeriesStore store = ReadRows(data, context);
        int longest = Enumerable.Range(0, store.SeriesCount).Select(store.CountOf).DefaultIfEmpty().Max();
        if (longest <= options.Horizon)
        {
            throw new InvalidOperationException(store.SeriesCount == 0 ? "The training data are empty: there are no rows to train on."
                : longest == 0 ? $"No row has a value in column '{columns.Names.Value}', so there is nothing to train on."
                : $"The longest series has {CountText.Of(longest, "row")} with a value, too few for a horizon of {options.Horizon}. "
                    + "Use longer series or a shorter horizon.");
        }
        spec = initial?.Spec ?? ChooseSpec(store);
        NetworkSpec network = CheckNetwork(spec);
        if (initial is not null)
            CheckInitial(network, initial);
        if (longest - spec.Horizon < spec.Season)
        {
            context.Warn($"The longest series has {CountText.Of(longest, "row")}, less than a season of {spec.Season} plus a horizon of "
                + $"{spec.Horizon}: it cannot be learned. Use longer series, or a shorter {nameof(RnnForecastOptions.SeasonLength)}.");
        }
        context.Info($"Windows of {CountText.Of(spec.Window, "row")}, read in blocks of {spec.BlockSteps}; values are "
            + $"read {(spec.Targets.All(target => target.IsLogarithmic) ? "as logarithms" : "as they are")}.");
        context.Info($"The network has {network.ParameterCount} parameters: {network.Description}.");
        ForecastWindows stored = new(store, spec);
        windows = new LabelledSequences(stored, new ForecastTargets(store.Count))
        {
            Fingerprint = options.Training.NeedsIdentity ? stored.Fingerprint() : null,
        };
        return new TrainingData(network, windows, Validation: null,
            new LabelSpec(spec.Head, Values: null), initial?.Trained.Model.Parameters.ToArray());
    }

    private SeriesStore ReadRows(IDataView data, RunContext context)
    {
        Stopwatch time = Stopwatch.StartNew();
        SeriesStore store = new(columns.StepSize);
        using (DataViewRowCursor cursor = data.GetRowCursor(columns.All))
        {
            ForecastRowReader reader = new(cursor, columns, options.Training.MissingValues);
            while (cursor.MoveNext())
            {
                if (cursor.Position % RowsBetweenChecks == 0)
                    context.CheckAlive();
                int series = reader.Read();
                store.Add(series, reader.Step, reader.Categories(series));
            }
        }
        store.Complete(columns.Targets.Size);
        context.Info(FormattableString.Invariant(
            $"Read {store.SeriesCount} series of {store.Count} rows in all for training in {time.Elapsed.TotalSeconds:0.00} s."));
        int tooShort = Enumerable.Range(0, store.SeriesCount).Count(series => store.CountOf(series) <= options.Horizon);
        if (tooShort > 0 && tooShort < store.SeriesCount)
        {
            context.Warn($"Skipped {tooShort} of {store.SeriesCount} series, which have no more rows with a value than the horizon of "
                + $"{options.Horizon}.");
        }
        return store;
    }

    private ForecastSpec ChooseSpec(SeriesStore store)
    {
        int season = options.SeasonLength, window = options.WindowSize != RnnForecastOptions.AutoWindowSize ? options.WindowSize
            : ForecastDefaults.Window(options.Horizon, season, Enumerable.Range(0, store.SeriesCount).Select(store.CountOf));
        int block = options.Training.BlockSteps != RnnOptions.AutoBlockSteps ? options.Training.BlockSteps
            : ForecastDefaults.Block(season, window);
        ForecastScales scales = new(store);
        int targets = columns.Targets.Size, past = columns.Past.Size;
        return new ForecastSpec(options.Horizon, season, window, block)
        {
            Levels = options.Levels,
            Targets = scales.OfTargets(targets),
            PastInputs = scales.OfInputs(targets, past),
            KnownInputs = scales.OfInputs(targets + past, columns.Known.Size),
            Categories =
                [.. Categories.Select(category => new CategorySpec(category.Keys, ForecastDefaults.CategorySize(category.Keys)))],
            MissingValues = options.Training.MissingValues,
        };
    }

    private NetworkSpec CheckNetwork(ForecastSpec spec)
    {
        if (!spec.IsValid)
        {
            throw new RnnOptionException(nameof(RnnForecastOptions.WindowSize), spec.Window,
                $"A window of {spec.Window} rows of {CountText.Of(spec.RowSize, "number")}, and {spec.Horizon} steps ahead, do not fit an "
                + $"array. Use a smaller {nameof(RnnForecastOptions.WindowSize):option} or {nameof(RnnForecastOptions.Horizon):option}.");
        }
        NetworkSpec network = new(spec.Input, options.Training.RecurrentLayers, options.Training.Pooling, spec.Head) { HasHighway = true };
        if (network.IsValid)
            return network;
        (string option, int size) = spec.Horizon > options.Training.HiddenSize ? (nameof(RnnForecastOptions.Horizon), spec.Horizon)
            : (nameof(RnnOptions.HiddenSize), options.Training.HiddenSize);
        throw new RnnOptionException(option, size,
            $"A network of {options.Training.HiddenSize} hidden units that forecasts {spec.Horizon} steps from {spec.Window} has more than "
            + $"{NetworkSpec.MaxParameters} parameters. Use a smaller {option:option}.");
    }

    private void CheckInitial(NetworkSpec network, SavedForecast initial)
    {
        ForecastSpec had = initial.Spec;
        string? difference = !initial.Columns.Equals(columns.Names) ? "its columns have different names"
            : (had.Targets.Count, had.PastInputs.Count, had.KnownInputs.Count)
                != (columns.Targets.Size, columns.Past.Size, columns.Known.Size) ? "its columns have different sizes"
            : had.Horizon != options.Horizon ? $"its horizon is {had.Horizon}, not {options.Horizon}"
            : had.Season != options.SeasonLength ? $"its season is {had.Season}, not {options.SeasonLength}"
            : options.WindowSize != RnnForecastOptions.AutoWindowSize && had.Window != options.WindowSize
                ? $"its windows have {had.Window} rows, not {options.WindowSize}"
            : !had.Levels.Equals(options.Levels) ? $"its levels are {had.Levels}, not {options.Levels}"
            : had.MissingValues != options.Training.MissingValues
                ? $"its rule for missing values is {had.MissingValues}, not {options.Training.MissingValues}"
            : network.Difference(initial.Trained.Model.Network) is var (ours, theirs) ? $"it has {theirs}, but the options specify {ours}"
            : null;
        if (difference is not null)
        {
            throw new ArgumentException($"The forecaster to start from does not fit: {difference}. Use the options it was trained with.",
                nameof(initial));
        }
    }
}
