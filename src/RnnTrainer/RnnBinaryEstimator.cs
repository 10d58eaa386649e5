using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using RnnTrainer.MLNet;
using RnnTrainer.Tasks;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network that answers yes or no to sequences. Add it to a pipeline after transforms that produce Single vectors
/// (of any scale: <see cref="RnnOptions.Normalization"/>); the label is a Boolean. The trained network adds
/// <c>PredictedLabel</c> (Boolean), <c>Score</c> (Single: the logit) and <c>Probability</c> (Single: that of <see langword="true"/>), as
/// <c>mlContext.BinaryClassification.Evaluate</c> wants them.
/// </summary>
/// <remarks>
/// Cross-entropy is minimised. <see cref="RnnOptions.ClassWeights"/> are two: those of <see langword="false"/> and of
/// <see langword="true"/>. Early stopping may watch <see cref="RnnMetric.ValidationAreaUnderRocCurve"/>.
/// </remarks>
public sealed class RnnBinaryEstimator : ITrainerEstimator<RnnTransformer, RnnModel>
{
    private readonly EstimatorCore core;

    /// <summary>A trainer with default options, in an ML.NET context of its own.</summary>
    public RnnBinaryEstimator() : this(new RnnOptions())
    {
    }

    /// <summary>A trainer in an ML.NET context of its own: logs nowhere, and takes its seed from the options.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task cannot use one.</exception>
    public RnnBinaryEstimator(RnnOptions options) : this(new MLContext(), options)
    {
    }

    /// <summary>A trainer with default options.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from.</param>
    public RnnBinaryEstimator(MLContext mlContext) : this(mlContext, new RnnOptions())
    {
    }

    /// <summary>A trainer.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from unless the options give one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task cannot use one.</exception>
    public RnnBinaryEstimator(MLContext mlContext, RnnOptions options)
        : this((IHostEnvironment)mlContext ?? throw new ArgumentNullException(nameof(mlContext)), options)
    {
    }

    internal RnnBinaryEstimator(IHostEnvironment environment, RnnOptions options)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        core = new EstimatorCore(environment.Register(nameof(RnnBinaryEstimator)), options, new BinaryTask(options));
    }

    /// <summary>The settings.</summary>
    public RnnOptions Options { get; }

    /// <summary>What ML.NET may know of a trainer: this one wants scaled features, and reads its data once.</summary>
    public TrainerInfo Info => HostAccess.TrainerInfo;

    /// <summary>
    /// Reads the data once and trains. The global random state of TorchSharp is left as it was, and every native tensor is freed.
    /// </summary>
    /// <inheritdoc cref="RnnEstimator.Fit(IDataView)" path="/param|/returns|/exception"/>
    public RnnTransformer Fit(IDataView input) => core.Fit(input, validation: null, initial: null);

    /// <inheritdoc cref="Fit(IDataView)" path="/summary|/returns|/exception"/>
    /// <param name="train">Data with the label and feature columns.</param>
    /// <param name="validation">
    /// Data to validate on after each epoch, never trained on: sequences of the same size, made by the same fitted transforms.
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
    /// The network has other sizes than options and data ask for, or another head.
    /// </exception>
    public RnnTransformer Fit(IDataView train, IDataView? validation, RnnTransformer initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return core.Fit(train, validation, initial.Model);
    }

    /// <summary>The columns that the trained network will add to data of this shape.</summary>
    /// <param name="inputSchema">A shape with the label and feature columns.</param>
    /// <exception cref="RnnColumnException">A column is missing, or its type does not fit.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => core.GetOutputSchema(inputSchema);
}
