using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using RnnTrainer.MLNet;
using RnnTrainer.Tasks;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network (SimpleRNN, LSTM or GRU) that classifies sequences. Add it to a pipeline after <c>MapValueToKey</c> on
/// the label and transforms that produce Single vectors (of any scale: <see cref="RnnOptions.Normalization"/>). The
/// trained network adds <c>PredictedLabel</c> (a key) and <c>Score</c> (the probability of each class), as
/// <c>mlContext.MulticlassClassification.Evaluate</c> wants them.
/// </summary>
public sealed class RnnEstimator : ITrainerEstimator<RnnTransformer, RnnModel>
{
    /// <summary>
    /// Ends the source of the log entries, of this and the other trainers, that say where a resumed run goes on from; each begins with
    /// the trainer's name.
    /// </summary>
    public const string ResumingSource = "Resuming";

    private readonly EstimatorCore core;

    /// <summary>A trainer with default options, in an ML.NET context of its own.</summary>
    public RnnEstimator() : this(new RnnOptions())
    {
    }

    /// <summary>A trainer in an ML.NET context of its own: logs nowhere, and takes its seed from the options.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other.</exception>
    public RnnEstimator(RnnOptions options) : this(new MLContext(), options)
    {
    }

    /// <summary>A trainer with default options.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from.</param>
    public RnnEstimator(MLContext mlContext) : this(mlContext, new RnnOptions())
    {
    }

    /// <summary>A trainer.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from unless the options give one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other.</exception>
    public RnnEstimator(MLContext mlContext, RnnOptions options)
        : this((IHostEnvironment)mlContext ?? throw new ArgumentNullException(nameof(mlContext)), options)
    {
    }

    internal RnnEstimator(IHostEnvironment environment, RnnOptions options)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        core = new EstimatorCore(environment.Register(nameof(RnnEstimator)), options, new MulticlassTask(options));
    }

    /// <summary>The settings.</summary>
    public RnnOptions Options { get; }

    /// <summary>What ML.NET may know of a trainer: this one wants scaled features, and reads its data once.</summary>
    public TrainerInfo Info => HostAccess.TrainerInfo;

    /// <summary>
    /// Reads the data once and trains. Rows without a label (key 0) are left out, and counted in the log. The global random
    /// state of TorchSharp is left as it was, and every native tensor is freed.
    /// </summary>
    /// <param name="input">Data with the label and feature columns.</param>
    /// <returns>The trained network, which carries the training history.</returns>
    /// <exception cref="RnnColumnException">A column is missing, or its type does not fit.</exception>
    /// <exception cref="RnnInputException">The feature column of the validation data does not fit that of the training data.</exception>
    /// <exception cref="RnnRowException">A row cannot be learnt from: it holds numbers that are not finite, or no time step.</exception>
    /// <exception cref="InvalidOperationException">
    /// The data cannot be learnt from (no rows, one class only), or there is no GPU where <c>MLContext.GpuDeviceId</c> asks for one
    /// and <c>MLContext.FallbackToCpu</c> is off.
    /// </exception>
    /// <exception cref="RnnOptionException">An option does not fit the data, its memory, or the folder of checkpoints.</exception>
    /// <exception cref="RnnDivergenceException">Training diverged, and there is no best network to return.</exception>
    /// <exception cref="RnnCheckpointMismatchException">The checkpoint to resume from is of other data or options.</exception>
    /// <exception cref="RnnNativeBackendException">
    /// <see cref="RnnEngine.Torch"/> or a GPU is asked for, and TorchSharp's native library does not load; the message says why and
    /// what to do.
    /// </exception>
    /// <exception cref="InvalidDataException">Every checkpoint in <see cref="RnnOptions.ResumeFrom"/> is damaged.</exception>
    /// <exception cref="IOException">A checkpoint could not be read or written.</exception>
    /// <exception cref="OperationCanceledException">
    /// <see cref="RnnOptions.CancellationToken"/> asked to stop, and <see cref="RnnOptions.KeepModelOnCancellation"/> is off.
    /// </exception>
    public RnnTransformer Fit(IDataView input) => core.Fit(input, validation: null, initial: null);

    /// <inheritdoc cref="Fit(IDataView)" path="/summary|/returns|/exception"/>
    /// <param name="train">Data with the label and feature columns.</param>
    /// <param name="validation">
    /// Data to validate on after each epoch, never trained on: sequences of the same size and labels with the same keys, made by
    /// the same fitted transforms.
    /// </param>
    /// <exception cref="RnnOptionException"><see cref="RnnOptions.ValidationFraction"/> is set too.</exception>
    public RnnTransformer Fit(IDataView train, IDataView validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        return core.Fit(train, validation, initial: null);
    }

    /// <inheritdoc cref="Fit(IDataView, IDataView, RnnTransformer)" path="/summary|/returns|/exception"/>
    /// <param name="data">Data with the label and feature columns.</param>
    /// <param name="initial">The network to start from; it stays as it is.</param>
    public RnnTransformer Fit(IDataView data, RnnTransformer initial) => Fit(data, validation: null, initial);

    /// <summary>
    /// Trains on from the weights of a trained network (a warm start), with a new optimizer and a new history; otherwise as
    /// <see cref="Fit(IDataView, IDataView)"/>.
    /// </summary>
    /// <param name="train">Data with the label and feature columns.</param>
    /// <param name="validation">
    /// Data to validate on after each epoch; <see langword="null"/>: none, or <see cref="RnnOptions.ValidationFraction"/>.
    /// </param>
    /// <param name="initial">The network to start from; it stays as it is.</param>
    /// <returns>The trained network, which carries the history of this training only.</returns>
    /// <exception cref="ArgumentException">
    /// The network has other sizes than options and data ask for, or other label values.
    /// </exception>
    public RnnTransformer Fit(IDataView train, IDataView? validation, RnnTransformer initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return core.Fit(train, validation, initial.Model);
    }

    /// <summary>The columns that the trained network will add to data of this shape.</summary>
    /// <param name="inputSchema">A shape with the label and feature columns.</param>
    /// <exception cref="RnnColumnException">A column is missing, or its type does not fit.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        core.GetOutputSchema(inputSchema);
}
