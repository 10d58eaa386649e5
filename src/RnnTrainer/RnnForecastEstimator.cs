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
/// Trains a recurrent network that forecasts time series: one network for all series, which outputs every quantile of the whole horizon at
/// once (Wen et al. 2017). Rows are in long form, one per time step.
/// </summary>
/// <remarks>
/// <para>
/// The network reads a window of rows, one season at a time, scaled by the window's own level and spread. Values are read as logarithms if
/// all are positive, so that series of different levels can learn from each other. If no value is negative, no forecast is. The network
/// learns the difference from the seasonal naive forecast, which is its initial output. <see cref="RnnMetric.Loss"/> is the quantile loss
/// in the scale of the windows.
/// </para>
/// <para>
/// Windows are sampled: first a series, all equally likely, then a window of it. With <see cref="RnnOptions.ValidationFraction"/>, the last
/// part of each series is held out and used for validation after each epoch.
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

    /// <summary>Creates a trainer.</summary>
    /// <param name="mlContext">The context to log to, and to take the seed from unless the options set one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or forecasting does not support one.</exception>
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
                $"Column '{name}' is named twice in {nameof(RnnForecastOptions)}. Use each column once.");
        }
        if (columns.Series is { } series && HorizonSchema.Adds(series))
        {
            throw new RnnOptionException(nameof(RnnForecastOptions.SeriesColumnName), series,
                $"{nameof(RnnForecastOptions.SeriesColumnName):option} is '{series}', which is also the name of an output column. "
                + $"Rename the column.");
        }
        options.Training.Validate();
        if (options.Training.Distributed is { Shards: { } shards })
        {
            throw new RnnOptionException(nameof(RnnMpi.Shards), shards, $"{nameof(RnnMpi.Shards):option} is {shards}, but a forecaster "
                + $"trains on windows of whole series, which every rank keeps. Leave it null.");
        }
        task.CheckOptions(options.Training);
        task.CheckValidation(options.Training, given: false);
    }

    /// <summary>Gets the settings.</summary>
    public RnnForecastOptions Options { get; }

    /// <summary>Reads the data once and trains.</summary>
    /// <param name="input">The rows of the series, each series in time order.</param>
    /// <returns>The trained forecaster, which carries the training history.</returns>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    /// <exception cref="RnnRowException">
    /// A row cannot be used for training: it holds infinity, or a missing value that <see cref="RnnOptions.MissingValues"/> does not fill.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// No series has more rows than the horizon, or <c>MLContext.GpuDeviceId</c> selects a GPU that does not exist and
    /// <c>MLContext.FallbackToCpu</c> is off.
    /// </exception>
    /// <exception cref="RnnOptionException">An option does not fit the data, the available memory or the checkpoint folder.</exception>
    /// <exception cref="RnnDivergenceException">Training diverged, and there is no best network to return.</exception>
    /// <exception cref="RnnCheckpointMismatchException">The checkpoint to resume from has other data or options.</exception>
    /// <exception cref="RnnRankException">
    /// Another process of <see cref="RnnOptions.Distributed"/> failed before training began, or its options or data differ from those of
    /// rank 0.
    /// </exception>
    /// <exception cref="RnnNativeBackendException">TorchSharp's native library is needed but does not load.</exception>
    /// <exception cref="InvalidDataException">Every checkpoint in <see cref="RnnOptions.ResumeFrom"/> is damaged.</exception>
    /// <exception cref="IOException">A checkpoint cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">
    /// <see cref="RnnOptions.CancellationToken"/> was canceled, and <see cref="RnnOptions.KeepModelOnCancellation"/> is off.
    /// </exception>
    public RnnForecastTransformer Fit(IDataView input) => Train(input, initial: null);

    /// <summary>
    /// Continues training from a trained forecaster (a warm start), with a new optimizer and a new history; the window and scales are kept.
    /// </summary>
    /// <param name="input">The rows of the series, each series in time order.</param>
    /// <param name="initial">The forecaster to start from; it is not changed.</param>
    /// <returns>The trained forecaster, which carries the history of this training only.</returns>
    /// <exception cref="ArgumentException">
    /// The columns, sizes or quantile levels of <paramref name="initial"/> do not match the options and data.
    /// </exception>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public RnnForecastTransformer Fit(IDataView input, RnnForecastTransformer initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return Train(input, initial.Saved);
    }

    /// <summary>Returns the columns that the trained forecaster will add to data of this shape.</summary>
    /// <param name="inputSchema">The shape of the input, with the columns named in the options.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => ForecastShape.Of(inputSchema, columns);

    /// <summary>The trainer, as used by a search.</summary>
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
