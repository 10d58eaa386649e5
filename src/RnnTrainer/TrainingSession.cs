using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Data;
using RnnTrainer.MLNet;
using RnnTrainer.Ranks;
using RnnTrainer.Tasks;
using RnnTrainer.Training;
using RnnTrainer.Training.Checkpoints;
using RnnTrainer.Training.Progress;

namespace RnnTrainer;

/// <summary>One fit in the surroundings of an ML.NET context: its log, seed and device, the progress reports, and how it ends.</summary>
/// <param name="host">The trainer's place in the context.</param>
/// <param name="options">The settings.</param>
/// <param name="task">What is to be learned.</param>
internal sealed class TrainingSession(IHost host, RnnOptions options, LearningTask task)
{
    /// <summary>Reads the data and trains.</summary>
    /// <typeparam name="TTransformer">What is learned.</typeparam>
    /// <param name="read">Reads the data, and keeps some shards of them.</param>
    /// <param name="wrap">Makes what users get of what was learned, together with the processes that learned it.</param>
    /// <exception cref="RnnDivergenceException">Training diverged, and there is no best network to return.</exception>
    public TTransformer Run<TTransformer>(
        Func<RunContext, RowShards, TrainingData> read, Func<TrainingResult, RankGroup, TTransformer> wrap)
        where TTransformer : class, ITransformer
    {
        using MpiRun? run = BeginDistributed();
        return Run(run?.Ranks ?? RankGroup.Alone, read, wrap);
    }

    /// <summary>The same, by one of several ranks; the first one speaks for all.</summary>
    /// <inheritdoc cref="Run{TTransformer}(Func{RunContext, RowShards, TrainingData}, Func{TrainingResult, RankGroup, TTransformer})"
    ///     path="/*[not(self::param)]"/>
    /// <param name="ranks">The processes that train together.</param>
    /// <param name="read">Reads the data, and keeps some shards of them.</param>
    /// <param name="wrap">Makes what users get of what was learned, together with the ranks that it is given.</param>
    /// <exception cref="RnnRankException">Another rank failed before training began, or differs.</exception>
    public TTransformer Run<TTransformer>(
        RankGroup ranks, Func<RunContext, RowShards, TrainingData> read, Func<TrainingResult, RankGroup, TTransformer> wrap)
        where TTransformer : class, ITransformer
    {
        using IChannel channel = host.Start("Training");
        using IChannel resuming = host.Start(RnnTrainerEstimator.ResumingSource);
        RunContext context = !ranks.IsFirst ? new(_ => { }, _ => { }, _ => { }, CheckAlive, _ => { })
            : new(message => HostAccess.LogInfo(channel, message), message => HostAccess.LogWarning(channel, message),
                message => HostAccess.LogInfo(resuming, message), CheckAlive, state => Report(state, wrap, channel));
        using CheckpointWriter checkpoints = new(options, ranks.IsFirst);
        using EngineChoice engines = new(options, Gpu, context, ranks);
        using TrainingData data = ranks.Together(() =>
        {
            checkpoints.Claim();
            engines.Prepare();
            return read(context, ShardsOf(ranks));
        });
        int seed = new Rendezvous(ranks).AgreeOnSeed(options, task, data, options.Seed ?? HostAccess.SeedOf(host));
        TrainingResult result = new TrainingLoop(options, task, data, checkpoints, seed, engines, context, ranks).Run();
        return result.Divergence is not { } divergence ? wrap(result, ranks)
            : throw Diverged(divergence, IsFinite(result.Parameters) ? wrap(result, ranks) : null);
    }

    private GpuRequest Gpu => new(HostAccess.GpuDeviceIdOf(host), HostAccess.FallsBackToCpu(host));

    private RowShards ShardsOf(RankGroup ranks)
    {
        int count = options.ShardCount;
        if (options.Distributed?.Shards < ranks.Size)
        {
            throw new RnnOptionException(nameof(RnnMpi.Shards), count, $"{nameof(RnnMpi.Shards):option} {count} is less than the "
                + $"{ranks.Size} ranks. Set it to at least the number of ranks.");
        }
        return count == 1 ? RowShards.One
            : new RowShards(count, ShareTree.First(count, ranks.Rank, ranks.Size), ShareTree.First(count, ranks.Rank + 1, ranks.Size));
    }

    // Null: this process trains alone.
    private MpiRun? BeginDistributed()
    {
        if (options.Distributed is not { } mpi)
            return null;
        if (Gpu.DeviceId is { } id && options.Engine != RnnEngine.Kernels)
        {
            throw new RnnOptionException(nameof(RnnOptions.Distributed), mpi,
                $"{nameof(RnnOptions.Distributed):option} is set, but MLContext.GpuDeviceId is {id}, and ranks train on CPUs only. "
                + $"Set one of them to null.");
        }
        if (MpiLauncher.HasStartedThis)
            return MpiWorld.Current.Begin(mpi.Timeout);
        if (!mpi.AllowSingleProcess)
        {
            throw new RnnOptionException(nameof(RnnOptions.Distributed), mpi,
                $"{nameof(RnnOptions.Distributed):option} is set, but no MPI launcher started this process. Start it with "
                + $"'mpirun -n 4 dotnet app.dll', remove {nameof(RnnOptions.Distributed):option}, or set "
                + $"{nameof(RnnMpi)}.{nameof(RnnMpi.AllowSingleProcess)}.");
        }
        using IChannel channel = host.Start("Training");
        HostAccess.LogWarning(channel, "No MPI launcher started this process: it trains alone. Start it with "
            + "'mpirun -n 4 dotnet app.dll'.");
        return null;
    }

    private void Report(TrainingState state, Func<TrainingResult, RankGroup, ITransformer> wrap, IChannel channel)
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
        RnnProgressSnapshot snapshot = new(epoch.Step, () => wrap(state.Copy(), RankGroup.Alone));
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

    private static RnnDivergenceException Diverged(Divergence divergence, ITransformer? network) => new(
        $"{divergence.Description}. Use a smaller {nameof(RnnOptions.LearningRate)} (a tenth), or {nameof(RnnOptions.ClipNorm)} 1.",
        divergence.Step, divergence.Epoch, divergence.LearningRate, network);

    private static bool IsFinite(ReadOnlySpan<float> parameters) => !parameters.ContainsAnyExceptInRange(float.MinValue, float.MaxValue);

    private void CheckAlive()
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        ContextCancellation.Check(host);
    }

    // ValidationLoss is "validation loss".
    private static string Words(string name) =>
        string.Concat(name.Select((letter, i) => (i > 0 && char.IsUpper(letter) ? " " : "") + char.ToLowerInvariant(letter)));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
