using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using RnnTrainer.Data;
using RnnTrainer.MLNet;
using RnnTrainer.Model;
using RnnTrainer.Searching;
using RnnTrainer.Tasks;
using RnnTrainer.Training;
using RnnTrainer.Training.Checkpoints;
using RnnTrainer.Training.Progress;

namespace RnnTrainer;

/// <summary>
/// Base of the trainers of all tasks, such as <see cref="RnnEstimator"/>: reads the data, trains, reports progress, and returns the trained
/// network as a transformer.
/// </summary>
/// <example>
/// <code>
/// RnnTrainerEstimator trainer = ml.MulticlassClassification.Trainers.Rnn(options);
/// RnnTransformer first = trainer.Fit(train, validation);
/// RnnTransformer longer = trainer.Fit(train, first);      // goes on from the weights of the first
/// </code>
/// </example>
public abstract class RnnTrainerEstimator : ITrainerEstimator<RnnTransformer, RnnModel>
{
    /// <summary>
    /// Suffix of the source of the log entries that say where a resumed run continues; the source begins with the trainer's name.
    /// </summary>
    public const string ResumingSource = "Resuming";

    private readonly IHost host;
    private readonly LabelTask task;

    /// <param name="environment">The environment to log to, and to take the seed from unless the options set one.</param>
    /// <param name="options">The settings.</param>
    /// <param name="createTask">Creates the learning task.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task does not support one.</exception>
    private protected RnnTrainerEstimator(IHostEnvironment environment, RnnOptions options, Func<RnnOptions, LabelTask> createTask)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        host = environment.Register(GetType().Name);
        task = createTask(options);
        options.Validate();
        task.CheckOptions(options);
    }

    /// <summary>Gets the settings.</summary>
    public RnnOptions Options { get; }

    /// <summary>Gets ML.NET's description of the trainer: it works best with normalized features, and reads its data once.</summary>
    public TrainerInfo Info => HostAccess.TrainerInfo;

    /// <summary>
    /// Reads the data once and trains. Rows without a label (key 0, NaN) are skipped, and counted in the log. TorchSharp's global random
    /// state is left unchanged, and every native tensor is freed.
    /// </summary>
    /// <param name="input">Data with the label and feature columns.</param>
    /// <returns>The trained network, which carries the training history.</returns>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    /// <exception cref="RnnInputException">The feature column of the validation data does not match that of the training data.</exception>
    /// <exception cref="RnnRowException">
    /// A row cannot be used for training: an input is not finite, the sequence has no steps, or its label has an element that is too large
    /// for a Single or only partly missing.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The data cannot be used for training (no rows, no row with a weight, or only one class), or <c>MLContext.GpuDeviceId</c> selects a
    /// GPU that does not exist and <c>MLContext.FallbackToCpu</c> is off.
    /// </exception>
    /// <exception cref="RnnOptionException">An option does not fit the data, the available memory or the checkpoint folder.</exception>
    /// <exception cref="RnnDivergenceException">Training diverged, and there is no best network to return.</exception>
    /// <exception cref="RnnCheckpointMismatchException">The checkpoint to resume from has other data or options.</exception>
    /// <exception cref="RnnRankException">
    /// Another process of <see cref="RnnOptions.Distributed"/> failed before training began, or its options or data differ from those of
    /// rank 0.
    /// </exception>
    /// <exception cref="RnnNativeBackendException">
    /// <see cref="RnnEngine.Torch"/> or a GPU is selected, and TorchSharp's native library does not load; the message says why and what to
    /// do.
    /// </exception>
    /// <exception cref="InvalidDataException">Every checkpoint in <see cref="RnnOptions.ResumeFrom"/> is damaged.</exception>
    /// <exception cref="IOException">A checkpoint, or the file of <see cref="RnnOptions.Spill"/>, cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">
    /// <see cref="RnnOptions.CancellationToken"/> was canceled, and <see cref="RnnOptions.KeepModelOnCancellation"/> is off.
    /// </exception>
    public RnnTransformer Fit(IDataView input) => Train(input, validation: null, initial: null);

    /// <inheritdoc cref="Fit(IDataView)" path="/summary|/returns|/exception"/>
    /// <param name="train">Data with the label and feature columns.</param>
    /// <param name="validation">
    /// Data to validate on after each epoch, never trained on: sequences of the same size, and labels of the same size or with the same
    /// keys, produced by the same fitted transforms.
    /// </param>
    /// <exception cref="RnnOptionException"><see cref="RnnOptions.ValidationFraction"/> is set too.</exception>
    public RnnTransformer Fit(IDataView train, IDataView validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        return Train(train, validation, initial: null);
    }

    /// <inheritdoc cref="Fit(IDataView, IDataView, RnnTransformer)" path="/summary|/returns|/exception"/>
    /// <param name="data">Data with the label and feature columns.</param>
    /// <param name="initial">The network to start from; it is not changed.</param>
    public RnnTransformer Fit(IDataView data, RnnTransformer initial) => Fit(data, validation: null, initial);

    /// <summary>
    /// Continues training from the weights of a trained network (a warm start), with a new optimizer and a new history; otherwise as
    /// <see cref="Fit(IDataView, IDataView)"/>.
    /// </summary>
    /// <param name="train">Data with the label and feature columns.</param>
    /// <param name="validation">
    /// Data to validate on after each epoch; <see langword="null"/>: none, or <see cref="RnnOptions.ValidationFraction"/>.
    /// </param>
    /// <param name="initial">The network to start from; it is not changed.</param>
    /// <returns>The trained network, which carries the history of this training only.</returns>
    /// <exception cref="ArgumentException">
    /// The sizes, head, label values or quantile levels of <paramref name="initial"/> do not match the options and data.
    /// </exception>
    public RnnTransformer Fit(IDataView train, IDataView? validation, RnnTransformer initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return Train(train, validation, initial.Model);
    }

    /// <summary>Returns the columns that the trained network will add to data of this shape.</summary>
    /// <param name="inputSchema">The shape of the input, with the label and feature columns.</param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => TrainerShape.Add(inputSchema, Options, task.OutputShape);

    /// <summary>The trainer, as used by a search.</summary>
    internal SearchedTrainer ForSearch(IDataView train, IDataView? validation)
    {
        return new(task, $"{GetType().Name}: {Options}", Fit, IdentifyData);

        SearchedNetwork Fit()
        {
            RnnTransformer network = Train(train, validation, initial: null);
            return new(network, network.History, network.BestEpoch, network.Model.Network.ParameterCount);
        }

        IReadOnlyList<IdentityField> IdentifyData()
        {
            TrainingInput rows = new(Options with { IsSearched = true }, task, train.Schema, validation?.Schema, initial: null);
            using TrainingData data = rows.Read(train, validation, RunContext.Silent(Options.CancellationToken), RowShards.One);
            return [.. RunIdentity.OfData(data)];
        }
    }

    private RnnTransformer Train(IDataView train, IDataView? validation, RnnModel? initial)
    {
        ArgumentNullException.ThrowIfNull(train);
        TrainingInput rows = new(Options, task, train.Schema, validation?.Schema, initial);
        return new TrainingSession(host, Options, task).Run(
            (context, shards) => rows.Read(train, validation, context, shards),
            (learnt, _) => new RnnTransformer(host,
                new SavedTransformer(Options.LabelColumnName, Options.FeatureColumnName, rows.FeatureDimensions,
                    new RnnModel(learnt.Network, learnt.Parameters, rows.LabelValues, rows.TokenValues), learnt.History, learnt.BestEpoch)
                {
                    LengthColumnName = Options.LengthColumnName,
                }));
    }
}
