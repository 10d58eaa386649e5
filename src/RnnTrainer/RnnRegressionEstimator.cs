using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using RnnTrainer.MLNet;
using RnnTrainer.Tasks;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network that predicts numbers of sequences. Add it to a pipeline after transforms that produce Single vectors
/// (of any scale: <see cref="RnnOptions.Normalization"/>); the label is a Single, a Double, or a vector of known size of either, in any
/// unit: training standardises it, and the trained network gives its unit. <see cref="RnnOptions.Loss"/> chooses between mean, median
/// and quantiles.
/// </summary>
/// <remarks>
/// <para>
/// The trained network adds <c>Score</c>: a Single; of a vector of labels, even of one, a Vector&lt;Single&gt; of its size, which
/// <see cref="RnnRegressionEvaluation.EvaluateOutputs"/> reads; of <see cref="RnnLoss.Quantiles"/>, which need one number a row, a
/// Vector&lt;Single&gt; with a slot for each level, ascending, which <see cref="RnnRegressionEvaluation.EvaluateQuantiles"/> reads.
/// </para>
/// <para>
/// <see cref="RnnMetric.Loss"/> is what is minimised, in standard deviations of the labels; <see cref="RnnMetric.RootMeanSquaredError"/>
/// and <see cref="RnnMetric.MeanAbsoluteError"/> are in the labels' unit. Mean and deviation are those of the rows that are trained on.
/// </para>
/// <para>
/// Scores are Singles, which hold 24 bits: near 1,000,000,000 they tell steps of 64. Subtract a start from labels such as time stamps.
/// </para>
/// </remarks>
public sealed class RnnRegressionEstimator : ITrainerEstimator<RnnTransformer, RnnModel>
{
    private readonly EstimatorCore core;

    /// <summary>A trainer with default options, in an ML.NET context of its own.</summary>
    public RnnRegressionEstimator() : this(new RnnOptions())
    {
    }

    /// <summary>A trainer in an ML.NET context of its own: logs nowhere, and takes its seed from the options.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task cannot use one.</exception>
    public RnnRegressionEstimator(RnnOptions options) : this(new MLContext(), options)
    {
    }

    /// <summary>A trainer with default options.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from.</param>
    public RnnRegressionEstimator(MLContext mlContext) : this(mlContext, new RnnOptions())
    {
    }

    /// <summary>A trainer.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from unless the options give one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task cannot use one.</exception>
    public RnnRegressionEstimator(MLContext mlContext, RnnOptions options)
        : this((IHostEnvironment)mlContext ?? throw new ArgumentNullException(nameof(mlContext)), options)
    {
    }

    internal RnnRegressionEstimator(IHostEnvironment environment, RnnOptions options)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        core = new EstimatorCore(environment.Register(nameof(RnnRegressionEstimator)), options, new RegressionTask(options));
    }

    /// <summary>The settings.</summary>
    public RnnOptions Options { get; }

    /// <summary>What ML.NET may know of a trainer: this one wants scaled features, and reads its data once.</summary>
    public TrainerInfo Info => HostAccess.TrainerInfo;

    /// <summary>
    /// Reads the data once and trains. Rows without a label (NaN) are left out, and counted in the log. The global random
    /// state of TorchSharp is left as it was, and every native tensor is freed.
    /// </summary>
    /// <param name="input">Data with the label and feature columns.</param>
    /// <returns>The trained network, which carries the training history.</returns>
    /// <exception cref="RnnColumnException">A column is missing, or its type does not fit.</exception>
    /// <exception cref="RnnInputException">The feature column of the validation data does not fit that of the training data.</exception>
    /// <exception cref="RnnRowException">
    /// A row cannot be learnt from: it holds numbers that are not finite, or no time step; a number in its label is too large for a
    /// Single, or missing beside others.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The data cannot be learnt from (no rows, or none with a weight), or there is no GPU where <c>MLContext.GpuDeviceId</c> asks for one
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
    /// Data to validate on after each epoch, never trained on: sequences and labels of the same sizes, made by the same fitted
    /// transforms.
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
    /// The network has other sizes or levels than options and data ask for.
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
