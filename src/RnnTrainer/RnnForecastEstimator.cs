using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Data;
using RnnTrainer.Forecasting;
using RnnTrainer.Model;
using RnnTrainer.Ranks;
using RnnTrainer.Searching;
using RnnTrainer.Training;
using RnnTrainer.Training.Checkpoints;
using RnnTrainer.Training.Progress;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network that forecasts series: one network for all of them, which gives every quantile of the whole horizon at once
/// (Wen et al. 2017). Rows are in long form, one a time step.
/// </summary>
/// <remarks>
/// <para>
/// The network reads a window of rows, a season of them as one step, scaled by the window's own level and spread; values are read as
/// logarithms where all are above 0, so that series of any level teach each other. Where no value is below 0, no forecast is. The network
/// learns the difference to the seasonal naive forecast, which it begins with. <see cref="RnnMetric.Loss"/> is the quantile loss in the
/// scale of windows.
/// </para>
/// <para>
/// Windows are drawn: a series, each as likely as any other, and a window of it. With <see cref="RnnOptions.ValidationFraction"/> the last
/// part of each series is held out and measured after each epoch.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// RnnForecastEstimator estimator = ml.Forecasting.ForecastByRnn("Sales", horizon: 14, season: 7, seriesColumnName: "Shop");
/// Console.WriteLine(ml.Forecasting.Evaluate(estimator.Backtest(rows, origins: 3)));
/// RnnForecastTransformer network = estimator.Fit(rows);
/// </code>
/// </example>
public sealed partial class RnnForecastEstimator : IEstimator<RnnForecastTransformer>
{
    private readonly IHost host;
    private readonly ForecastTask task;
    private readonly ForecastColumnNames columns;

    /// <summary>A trainer.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from unless the options give one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or forecasting cannot use one.</exception>
    public RnnForecastEstimator(MLContext mlContext, RnnForecastOptions options)
        : this((IHostEnvironment)mlContext ?? throw new ArgumentNullException(nameof(mlContext)), options)
    {
    }

    internal RnnForecastEstimator(IHostEnvironment environment, RnnForecastOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        task = new ForecastTask(options);
        columns = new ForecastColumnNames(options.ValueColumnName, options.SeriesColumnName)
        {
            Known = new(options.KnownInputColumnNames),
            Past = new(options.PastInputColumnNames),
            Static = new(options.StaticInputColumnNames),
        };
        host = environment.Register(nameof(RnnForecastEstimator));
        options.Validate();
        if (columns.NamedTwice is { } name)
        {
            throw new RnnOptionException(nameof(RnnForecastOptions.ValueColumnName), name,
                $"Column '{name}' is named twice in {nameof(RnnForecastOptions)}. Give each column one part to play.");
        }
        if (columns.Series is { } series && HorizonSchema.Adds(series))
        {
            throw new RnnOptionException(nameof(RnnForecastOptions.SeriesColumnName), series,
                $"{nameof(RnnForecastOptions.SeriesColumnName):option} is '{series}', a name that a column of forecasts has. "
                + $"Give the column another one.");
        }
        options.Training.Validate();
        if (options.Training.Distributed is { Shards: { } shards })
        {
            throw new RnnOptionException(nameof(RnnMpi.Shards), shards, $"{nameof(RnnMpi.Shards):option} is {shards}, but forecasts are "
                + $"learnt from windows of whole series, which every rank keeps. Leave it null.");
        }
        task.CheckOptions(options.Training);
        task.CheckValidation(options.Training, given: false);
    }

    /// <summary>The settings.</summary>
    public RnnForecastOptions Options { get; }

    /// <summary>Reads the data once and trains.</summary>
    /// <param name="input">Rows of series, those of each in the order of time.</param>
    /// <returns>The trained forecast, which carries the training history.</returns>
    /// <exception cref="RnnColumnException">A column is missing, or its type does not fit.</exception>
    /// <exception cref="RnnRowException">
    /// A row cannot be learnt from: it holds infinity, or a gap where <see cref="RnnOptions.MissingValues"/> fills none.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// No series has more rows than the horizon, or there is no GPU where <c>MLContext.GpuDeviceId</c> asks for one and
    /// <c>MLContext.FallbackToCpu</c> is off.
    /// </exception>
    /// <exception cref="RnnOptionException">An option does not fit the data, its memory, or the folder of checkpoints.</exception>
    /// <exception cref="RnnDivergenceException">Training diverged, and there is no best network to return.</exception>
    /// <exception cref="RnnCheckpointMismatchException">The checkpoint to resume from is of other data or options.</exception>
    /// <exception cref="RnnRankException">
    /// Another process of <see cref="RnnOptions.Distributed"/> failed before training began, or has other options or data than rank 0.
    /// </exception>
    /// <exception cref="RnnNativeBackendException">TorchSharp's native library is asked for and does not load.</exception>
    /// <exception cref="InvalidDataException">Every checkpoint in <see cref="RnnOptions.ResumeFrom"/> is damaged.</exception>
    /// <exception cref="IOException">A checkpoint could not be read or written.</exception>
    /// <exception cref="OperationCanceledException">
    /// <see cref="RnnOptions.CancellationToken"/> asked to stop, and <see cref="RnnOptions.KeepModelOnCancellation"/> is off.
    /// </exception>
    public RnnForecastTransformer Fit(IDataView input) => Train(input, initial: null);

    /// <summary>
    /// Trains on from a trained forecast (a warm start), with a new optimizer and a new history; its window and scales are kept.
    /// </summary>
    /// <param name="input">Rows of series, those of each in the order of time.</param>
    /// <param name="initial">The forecast to start from; it stays as it is.</param>
    /// <returns>The trained forecast, which carries the history of this training only.</returns>
    /// <exception cref="ArgumentException">It has other columns, sizes or levels than options and data ask for.</exception>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public RnnForecastTransformer Fit(IDataView input, RnnForecastTransformer initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return Train(input, initial.Saved);
    }

    /// <summary>The columns that the trained forecast will add to data of this shape.</summary>
    /// <param name="inputSchema">A shape with the columns.</param>
    /// <exception cref="RnnColumnException">A column is missing, or its type does not fit.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => ForecastShape.Of(inputSchema, columns);

    /// <summary>The trainer as a search uses it.</summary>
    internal SearchedTrainer ForSearch(IDataView data)
    {
        return new(task, $"{nameof(RnnForecastEstimator)}: {Options}", Fit, IdentifyData);

        SearchedNetwork Fit()
        {
            RnnForecastTransformer network = Train(data, initial: null);
            return new(network, network.History, network.BestEpoch, network.Network.Network.ParameterCount);
        }

        IReadOnlyList<IdentityField> IdentifyData()
        {
            RnnForecastOptions identified = Options with { Training = Options.Training with { IsSearched = true } };
            ForecastInput rows = new(identified, columns, data.Schema, initial: null);
            return [.. RunIdentity.OfData(rows.Read(data, RunContext.Silent(Options.Training.CancellationToken)))];
        }
    }

    private RnnForecastTransformer Train(IDataView input, SavedForecast? initial)
    {
        ArgumentNullException.ThrowIfNull(input);
        ForecastInput rows = new(Options, columns, input.Schema, initial);
        return new TrainingSession(host, Options.Training, task).Run((context, _) => rows.Read(input, context), (learnt, ranks) =>
            new RnnForecastTransformer(host, new SavedForecast(columns, rows.Spec,
                new TrainedModel(new RnnModel(learnt.Network, Calibrated(learnt, rows.Windows, ranks), labelValues: null),
                    learnt.History, learnt.BestEpoch))
            {
                Categories = rows.Categories,
            }));
    }

    private float[] Calibrated(TrainingResult learnt, LabelledSequences data, RankGroup ranks)
    {
        if (!Options.CalibrateQuantiles)
            return learnt.Parameters;
        ForecastWindows windows = (ForecastWindows)data.Sequences;
        int[] heldOut = windows.HoldOutLast(Options.Training.ValidationFraction!.Value).HeldOut;
        QuantileCalibration calibration = new(windows, heldOut);
        Validation validation = new(learnt.Network, data, heldOut, calibration, Validation.ThreadsFor(Options.Training), ranks);
        double[] factors = validation.Evaluate(learnt.Parameters);
        return calibration.Fold(learnt.Network, learnt.Parameters, factors);
    }
}
