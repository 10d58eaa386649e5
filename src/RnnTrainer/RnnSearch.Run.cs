using System.Diagnostics;
using Microsoft.ML;
using RnnTrainer.Searching;
using RnnTrainer.Tasks;
using RnnTrainer.Training.Checkpoints;

namespace RnnTrainer;

public sealed partial class RnnSearch
{
    /// <summary>Trains and compares the candidates. A run that fails because of its options counts as a result too.</summary>
    /// <param name="create">
    /// Creates a trainer from a candidate's options, such as <c>options => mlContext.MulticlassClassification.Trainers.Rnn(options)</c>.
    /// </param>
    /// <param name="train">Data with the label and feature columns.</param>
    /// <param name="validation">
    /// Data to compare candidates on; <see langword="null"/>: the rows that <see cref="RnnOptions.ValidationFraction"/> holds out.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <see cref="Draws"/> is null, but a choice is a range or there are too many combinations.
    /// </exception>
    /// <exception cref="RnnOptionException">
    /// The metric is not measured on validation rows, there are none, no candidate has valid options, or the options set checkpoints.
    /// </exception>
    /// <exception cref="InvalidDataException"><see cref="ResultsFile"/> holds something other than results; it is not changed.</exception>
    /// <exception cref="IOException"><see cref="ResultsFile"/> cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException"><see cref="CancellationToken"/> was canceled.</exception>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    /// <exception cref="RnnRowException">A row cannot be used for training.</exception>
    /// <exception cref="InvalidOperationException">The data cannot be used for training.</exception>
    public RnnSearchResults Run(Func<RnnOptions, RnnTrainerEstimator> create, IDataView train, IDataView? validation = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(train);
        return Run(options => create(options).ForSearch(train, validation), isValidated: validation is not null);
    }

    /// <summary>Trains the candidates and compares them on the last part of each series, which is held out.</summary>
    /// <param name="create">
    /// Creates a trainer from a candidate's options, such as <c>options => mlContext.Forecasting.ForecastByRnn("Value", 24, options: new()
    /// { Training = options })</c>.
    /// </param>
    /// <param name="data">The rows of the series, each series in time order.</param>
    /// <inheritdoc cref="Run(Func{RnnOptions, RnnTrainerEstimator}, IDataView, IDataView)" path="/exception"/>
    public RnnSearchResults Run(Func<RnnOptions, RnnForecastEstimator> create, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(data);
        return Run(options => create(options).ForSearch(data), isValidated: false);
    }

    private RnnSearchResults Run(Func<RnnOptions, SearchedTrainer> create, bool isValidated)
    {
        Candidate[] candidates = Candidates.Count > 0 ? Candidate.Given(Candidates)
            : Draws is { } draws ? Candidate.Draw(Space, Options, draws, Seed) : Candidate.Combine(Space, Options);
        SearchedTrainer first = FirstTrainer(candidates, create);
        EpochMetric metric = FindMetric(first.Task, candidates, isValidated);
        using SearchFile? file = ResultsFile is null ? null : new(ResultsFile);
        IReadOnlyList<IdentityField> data = file is null ? [] : first.IdentifyData();
        Stopwatch time = Stopwatch.StartNew();
        List<RnnSearchRun> runs = [];
        Candidate[] remaining = candidates, best = [];
        for (int round = 0; round < (Halving?.Rounds ?? 1); round++)
        {
            int before = runs.Count;
            bool isWhole = TryRound(remaining, Halving?.ShareOf(round) ?? 1);
            Candidate[] ranked = Ranked(remaining, runs[before..], metric);
            best = ranked.Length > 0 ? ranked : best;
            if (!isWhole)
                break;
            remaining = Halving is null ? ranked : ranked[..((ranked.Length + Halving.Factor - 1) / Halving.Factor)];
        }
        return Results(runs, metric, best.FirstOrDefault());

        // False: out of time.
        bool TryRound(Candidate[] tried, double share)
        {
            foreach ((Candidate candidate, int seed) in tried.SelectMany(candidate => SeedsOf(candidate).Select(seed => (candidate, seed))))
            {
                CancellationToken.ThrowIfCancellationRequested();
                RnnSearchRun planned = new()
                {
                    Candidate = candidate.Number,
                    Choices = candidate.Choices,
                    Options = candidate.ForRun(share, seed),
                    Share = share,
                };
                string? key = file is null ? null : SearchFile.KeyOf(SettingsOf(planned.Options, create), data);
                if (file?.Find(key!) is { } line)
                {
                    runs.Add(line.ToRun(planned));
                }
                else if (time.Elapsed >= TimeBudget)
                {
                    return false;
                }
                else
                {
                    runs.Add(Train(planned, create));
                    file?.Add(SearchLine.Of(key!, runs[^1]));
                }
                Progress?.Invoke(runs[^1]);
            }
            return true;
        }
    }

    private RnnSearchRun Train(RnnSearchRun planned, Func<RnnOptions, SearchedTrainer> create)
    {
        TimeSpan elapsed = TimeSpan.Zero;
        try
        {
            SearchedNetwork network = create(planned.Options with
            {
                CancellationToken = CancellationToken,
                KeepModelOnCancellation = false,
                Progress = report =>
                {
                    elapsed = report.Elapsed;
                    planned.Options.Progress?.Invoke(report);
                },
            }).Fit();
            IEnumerable<KeyValuePair<string, double>> further = Measure?.Invoke(network.Transformer) ?? [];
            return planned with
            {
                Epochs = network.History[^1].Epoch,
                Steps = network.History[^1].Step,
                ParameterCount = network.ParameterCount,
                TrainingTime = elapsed,
                Metrics = new OrderedDictionary<string, double>([.. network.Kept(planned.Options).Metrics, .. further]),
            };
        }
        catch (Exception exception) when (exception is RnnOptionException or RnnDivergenceException or RnnNativeBackendException
            or OutOfMemoryException)
        {
            return planned with { Failure = exception.Message, Exception = exception };
        }
    }

    private IEnumerable<int> SeedsOf(Candidate candidate) =>
        Enumerable.Range(0, Seeds).Select(further => unchecked((candidate.Options.Seed ?? Seed) + further));

    // Candidates with a failed run are out.
    private Candidate[] Ranked(Candidate[] tried, IReadOnlyList<RnnSearchRun> runs, EpochMetric metric)
    {
        ILookup<int, double?> values = runs.ToLookup(run => run.Candidate, run => run.Find(metric.Name));
        IEnumerable<Candidate> whole = tried.Where(candidate => values[candidate.Number].Count() == Seeds
            && values[candidate.Number].All(value => value is not null));
        return [.. whole.OrderBy(candidate => CostOf(values[candidate.Number].Average()!.Value, metric))];
    }

    private static RnnSearchResults Results(IReadOnlyList<RnnSearchRun> runs, EpochMetric metric, Candidate? best)
    {
        RnnSearchRun? run = runs.Where(run => run.Candidate == best?.Number).OrderByDescending(run => run.Share)
            .ThenBy(run => run.Find(metric.Name) is { } value ? CostOf(value, metric) : double.PositiveInfinity).FirstOrDefault();
        return new(runs, metric.Name, metric.Metric.IsHigherBetter, run, run is null ? null : best!.ForRun(1, run.Options.Seed!.Value));
    }

    private static double CostOf(double value, EpochMetric metric) => metric.Metric.IsHigherBetter ? -value : value;

    // Threads and reports do not change the network.
    private static string SettingsOf(RnnOptions options, Func<RnnOptions, SearchedTrainer> create)
    {
        RnnOptions plain = options with { Threads = null, Progress = null, ProgressSteps = null, CancellationToken = default };
        try
        {
            return create(plain).Settings;
        }
        catch (RnnOptionException)
        {
            return plain.ToString();
        }
    }

    private SearchedTrainer FirstTrainer(Candidate[] candidates, Func<RnnOptions, SearchedTrainer> create)
    {
        if (candidates.FirstOrDefault(candidate => candidate.Options.Distributed is not null) is { } shared)
        {
            throw new RnnOptionException(nameof(RnnOptions.Distributed), shared.Options.Distributed,
                $"{nameof(RnnOptions.Distributed):option} is set, but a search runs in one process. "
                + $"Search without it, then train with the best options.");
        }
        if (candidates.FirstOrDefault(candidate => candidate.Options.NeedsIdentity) is { } kept)
        {
            throw new RnnOptionException(nameof(RnnOptions.Checkpoints), kept.Options.Checkpoints,
                $"{nameof(RnnOptions.Checkpoints):option} or {nameof(RnnOptions.ResumeFrom):option} is set, but a search has "
                + $"no checkpoints. Set {nameof(ResultsFile)} to resume an interrupted search.");
        }
        for (int i = 0; ; i++)
        {
            try
            {
                return create(candidates[i].Options with { CancellationToken = CancellationToken });
            }
            catch (RnnOptionException) when (i + 1 < candidates.Length)
            {
                // This run will fail; another candidate may have valid options.
            }
        }
    }

    private EpochMetric FindMetric(LearningTask task, Candidate[] candidates, bool isValidated)
    {
        EpochMetric[] all = [.. EpochMetric.All(task.Metrics).Where(metric => metric.OnValidation)];
        string? monitored = candidates[0].Options.EarlyStopping?.Monitor;
        string name = Metric ?? all.FirstOrDefault(metric => metric.Name == monitored)?.Name ?? RnnMetric.ValidationLoss;
        EpochMetric metric = all.FirstOrDefault(metric => metric.Name == name) ?? throw new RnnOptionException(nameof(Metric), name,
            $"{nameof(Metric):option} is '{name:metric}', which is not measured on validation rows. "
            + $"Use one of {all.Select(one => one.Name):metric}.");
        return isValidated || candidates.All(candidate => candidate.Options.ValidationFraction is not null) ? metric
            : throw new RnnOptionException(nameof(RnnOptions.ValidationFraction), null,
                $"Candidates are compared by {name:metric}, but there are no validation data. Pass some to Run, or set "
                + $"{nameof(RnnOptions.ValidationFraction):option}.");
    }
}
