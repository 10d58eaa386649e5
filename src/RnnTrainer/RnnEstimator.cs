using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using RnnTrainer.Data;
using RnnTrainer.MLNet;
using RnnTrainer.Model;
using RnnTrainer.Training;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network that classifies sequences: a tanh SimpleRNN (Elman 1990) reads each sequence step by step, its
/// last state goes through a linear layer, and softmax cross-entropy is minimised with Adam. An ordinary ML.NET trainer: put
/// it into any pipeline, after <c>MapValueToKey</c> on the label and transforms that make a Vector&lt;Single, time steps,
/// input size&gt; of scaled features.
/// </summary>
public sealed class RnnEstimator : ITrainerEstimator<RnnTransformer, RnnModel>
{
    private readonly IHost host;

    /// <summary>A trainer with default options, in an ML.NET context of its own.</summary>
    public RnnEstimator() : this(new RnnOptions())
    {
    }

    /// <summary>A trainer in an ML.NET context of its own: logs nowhere, and takes its seed from the options.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Two options contradict each other.</exception>
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
    /// <exception cref="ArgumentException">Two options contradict each other.</exception>
    public RnnEstimator(MLContext mlContext, RnnOptions options) : this((IHostEnvironment)mlContext ?? throw new ArgumentNullException(nameof(mlContext)), options)
    {
    }

    internal RnnEstimator(IHostEnvironment environment, RnnOptions options)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        host = environment.Register(nameof(RnnEstimator));
    }

    /// <summary>The settings.</summary>
    public RnnOptions Options { get; }

    /// <summary>What ML.NET may know of a trainer: this one wants scaled features, and reads its data once.</summary>
    public TrainerInfo Info => HostAccess.TrainerInfo;

    /// <summary>
    /// Reads the data once and trains. Rows without a label (key 0) are left out, and counted in the log. The global random
    /// state of TorchSharp is left as it was, and every native tensor is freed.
    /// </summary>
    /// <param name="input">Data with the columns that the options name.</param>
    /// <returns>The trained network, which carries the training history.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or its type does not fit.</exception>
    /// <exception cref="InvalidOperationException">
    /// The data cannot be learnt from (no rows, one class only, numbers that are not finite, an empty sequence), there is not one
    /// of the <see cref="RnnOptions.ClassWeights"/> for each class, training diverged, or there is no
    /// GPU where <c>MLContext.GpuDeviceId</c> asks for one and <c>MLContext.FallbackToCpu</c> is off.
    /// </exception>
    /// <exception cref="RnnNativeBackendException">TorchSharp's native library does not load; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException"><see cref="RnnOptions.CancellationToken"/> asked to stop.</exception>
    public RnnTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        TrainingColumns columns = TrainingColumns.Bind(input.Schema, Options);
        RnnShape shape = CheckShape(columns);
        Array? labelValues = LabelAnnotations.Read(columns.Label, shape.ClassCount);

        using IChannel channel = host.Start("Training");
        Task native = Task.Run(NativeBackend.Load); // takes a while, and reading does not need it
        SequenceStore store = Read(input, columns, ref shape, channel);
        native.GetAwaiter().GetResult();
        TrainingLoop loop = new(Options, shape, store, Options.Seed ?? HostAccess.SeedOf(host) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            new GpuWish(HostAccess.GpuDeviceIdOf(host), HostAccess.FallsBackToCpu(host)));
        float[] parameters = loop.Run(state => Report(state, loop, Wrap, channel), CheckAlive, message => HostAccess.LogInfo(channel, message));
        return Wrap(parameters);

        RnnTransformer Wrap(float[] learnt) => new(host, new SavedRnn(Options.LabelColumnName, Options.FeatureColumnName,
            [.. columns.Sequence.FeatureType.Dimensions], new RnnModel(shape, learnt, labelValues), [.. loop.History]));
    }

    /// <summary>The columns that the trained network will add to data of this shape.</summary>
    /// <param name="inputSchema">A shape with the columns that the options name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or its type does not fit.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        SchemaShapes.AddMulticlassScores(inputSchema, Options);

    // Where lengths differ, the steps become known with the data.
    private RnnShape CheckShape(TrainingColumns columns)
    {
        KeyDataViewType label = columns.LabelType;
        if (label.Count < 2)
            throw new InvalidOperationException($"Label column '{Options.LabelColumnName}' is {label}, one class only (or none: MapValueToKey makes such a key of no rows at all); at least two are needed to learn to tell them apart.");
        RnnShape shape = new(columns.Sequence.TimeSteps ?? 1, columns.Sequence.InputSize, Options.HiddenSize, (int)Math.Min(label.Count, int.MaxValue));
        if (!shape.IsValid)
        {
            throw new InvalidOperationException(
                $"A network of {shape.HiddenSize} hidden units on {shape.InputSize} inputs and {label.Count} classes has more parameters than an array can hold; choose a smaller {nameof(RnnOptions.HiddenSize)}.");
        }
        Options.ClassWeights?.CheckFits(Options.LabelColumnName, shape.ClassCount);
        return shape;
    }

    private SequenceStore Read(IDataView input, TrainingColumns columns, ref RnnShape shape, IChannel channel)
    {
        Stopwatch time = Stopwatch.StartNew();
        SequenceStore store = SequenceReader.Read(input, columns, CheckAlive, out long missing);
        shape = shape with { TimeSteps = columns.Sequence.TimeSteps ?? store.MaxTimeSteps };
        HostAccess.LogInfo(channel, Invariant(
            $"Read {store.Count} sequences of {(store.HasEqualLengths ? "" : "up to ")}{store.MaxTimeSteps} x {store.InputSize} in {time.Elapsed.TotalSeconds:0.00} s; {shape.ParameterCount} parameters, {shape.ClassCount} classes."));
        if (missing > 0)
            HostAccess.LogWarning(channel, Invariant($"Left out {missing} rows whose label is missing (key 0 of column '{columns.Label.Name}')."));
        return store;
    }

    private void Report(TrainingState state, TrainingLoop loop, Func<float[], RnnTransformer> wrap, IChannel channel)
    {
        RnnEpoch epoch = state.Epoch;
        if (state.IsEpochEnd)
        {
            HostAccess.LogInfo(channel, Invariant(
                $"Epoch {epoch.Epoch}, step {epoch.Step} of {loop.TotalSteps}: loss {epoch.Loss:0.0000}, accuracy {epoch.Accuracy:0.0000}, learning rate {epoch.LearningRate}, {state.RowsPerSecond:0} rows/s."));
        }
        Options.Progress?.Report(new RnnProgress(() => wrap(state.Parameters))
        {
            Epoch = epoch.Epoch,
            Step = epoch.Step,
            TotalSteps = loop.TotalSteps,
            IsEpochEnd = state.IsEpochEnd,
            Loss = epoch.Loss,
            Accuracy = epoch.Accuracy,
            LearningRate = epoch.LearningRate,
            RowsPerSecond = state.RowsPerSecond,
            Elapsed = state.Elapsed,
            Remaining = state.Remaining,
        });
    }

    private void CheckAlive()
    {
        Options.CancellationToken.ThrowIfCancellationRequested();
        HostAccess.CheckAlive(host);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
