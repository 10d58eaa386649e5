using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.MLNet;
using RnnTrainer.Model;
using RnnTrainer.Tasks;
using RnnTrainer.Training;
using RnnTrainer.Training.Checkpoints;
using RnnTrainer.Training.Progress;

namespace RnnTrainer;

/// <summary>What the estimators of all tasks do: read, train, report, and wrap what was learnt as a transformer.</summary>
internal sealed class EstimatorCore
{
    private readonly IHost host;
    private readonly RnnOptions options;
    private readonly LearningTask task;

    /// <param name="host">Where it logs, and where its seed comes from unless the options give one.</param>
    /// <param name="options">The settings.</param>
    /// <param name="task">What is to be learnt.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task.</exception>
    public EstimatorCore(IHost host, RnnOptions options, LearningTask task)
    {
        options.Validate();
        task.CheckOptions(options);
        this.host = host;
        this.options = options;
        this.task = task;
    }

    /// <summary>The columns that a trained network will add to data of this shape.</summary>
    /// <exception cref="RnnColumnException">A column is missing, or its type does not fit.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => TrainerShape.Add(inputSchema, options, task.OutputShape);

    /// <summary>Reads the data once and trains.</summary>
    /// <param name="train">Data with the label and feature columns.</param>
    /// <param name="validation">Data to validate on after each epoch; null: none, or <see cref="RnnOptions.ValidationFraction"/>.</param>
    /// <param name="initial">The network to start from; null: a new one.</param>
    public RnnTransformer Fit(IDataView train, IDataView? validation, RnnModel? initial)
    {
        ArgumentNullException.ThrowIfNull(train);
        TrainingInput rows = new(options, task, train.Schema, validation?.Schema, initial);
        using IChannel channel = host.Start("Training");
        using IChannel resuming = host.Start(RnnEstimator.ResumingSource);
        RunContext context = new(message => HostAccess.LogInfo(channel, message), message => HostAccess.LogWarning(channel, message),
            message => HostAccess.LogInfo(resuming, message), CheckAlive, state => Report(state, Wrap, channel));
        using CheckpointWriter checkpoints = new(options);
        GpuRequest gpu = new(HostAccess.GpuDeviceIdOf(host), HostAccess.FallsBackToCpu(host));
        using EngineChoice engines = new(options, gpu, context);
        engines.Prepare();
        TrainingData data = rows.Read(train, validation, context);
        int seed = options.Seed ?? HostAccess.SeedOf(host) ?? Random.Shared.Next();
        TrainingResult result = new TrainingLoop(options, task, data, checkpoints, seed, engines, context).Run();
        if (result.Divergence is { } divergence)
            throw Diverged(divergence, IsFinite(result.Parameters) ? Wrap(result) : null);
        return Wrap(result);

        RnnTransformer Wrap(TrainingResult learnt) => new(host, new SavedTransformer(options.LabelColumnName, options.FeatureColumnName,
            rows.FeatureDimensions, new RnnModel(learnt.Network, learnt.Parameters, rows.LabelValues), learnt.History, learnt.BestEpoch)
        {
            LengthColumnName = options.LengthColumnName,
        });
    }

    private void Report(TrainingState state, Func<TrainingResult, RnnTransformer> wrap, IChannel channel)
    {
        RnnEpoch epoch = state.Epoch;
        if (state.IsEpochEnd)
        {
            string metrics = string.Join(", ", epoch.Metrics.Select(metric => Invariant($"{Words(metric.Key)} {metric.Value:0.0000}")));
            HostAccess.LogInfo(channel, Invariant($"Epoch {epoch.Epoch}, step {epoch.Step} of {state.TotalSteps}: {metrics}, ")
                + Invariant($"gradient norm {epoch.GradientNorm:0.000}, learning rate {epoch.LearningRate}, ")
                + Invariant($"{state.RowsPerSecond:0} rows/s."));
        }
        if (options.Progress is not { } progress)
            return;
        RnnProgressSnapshot snapshot = new(epoch.Step, () => wrap(state.Copy()));
        try
        {
            progress(new RnnProgress(snapshot, state.RequestStop)
            {
                Epoch = epoch.Epoch,
                Step = epoch.Step,
                TotalSteps = state.TotalSteps,
                IsEpochEnd = state.IsEpochEnd,
                Metrics = epoch.Metrics,
                GradientNorm = epoch.GradientNorm,
                IsBest = state.IsBest,
                LearningRate = epoch.LearningRate,
                RowsPerSecond = state.RowsPerSecond,
                Elapsed = state.Elapsed,
                Remaining = state.Remaining,
            });
        }
        finally
        {
            snapshot.End();
        }
    }

    private static RnnDivergenceException Diverged(Divergence divergence, RnnTransformer? network) => new(
        $"{divergence.Description}. Use a smaller {nameof(RnnOptions.LearningRate)} (a tenth of it), or {nameof(RnnOptions.ClipNorm)} 1.",
        divergence.Step, divergence.Epoch, divergence.LearningRate, network);

    private static bool IsFinite(ReadOnlySpan<float> parameters) => !parameters.ContainsAnyExceptInRange(float.MinValue, float.MaxValue);

    private void CheckAlive()
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        HostAccess.CheckAlive(host);
    }

    // ValidationLoss is "validation loss".
    private static string Words(string name) =>
        string.Concat(name.Select((letter, i) => (i > 0 && char.IsUpper(letter) ? " " : "") + char.ToLowerInvariant(letter)));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
