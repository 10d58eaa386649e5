using Microsoft.ML.Runtime;
using RnnTrainer.Model;
using RnnTrainer.Ranks;
using RnnTrainer.Tasks;
using RnnTrainer.Training;

namespace RnnTrainer.Tests.Ranks;

/// <summary>Fits as processes do that train together, with ranks that are threads.</summary>
internal static class RankedFit
{
    /// <summary>Fits on every rank, and gives what each learnt.</summary>
    /// <param name="ranks">Ranks.</param>
    /// <param name="optionsOf">The options of a rank.</param>
    /// <param name="rowsOf">The rows of a rank.</param>
    /// <param name="contextOf">The context of a rank; null: a new one.</param>
    public static RnnTransformer[] Run(
        int ranks, Func<int, RnnOptions> optionsOf, Func<int, ToySequences.Row[]> rowsOf, Func<int, MLContext>? contextOf = null) =>
        ThreadRanks.Run(ranks, group => Run(group, optionsOf(group.Rank), rowsOf(group.Rank),
            contextOf?.Invoke(group.Rank) ?? new MLContext()));

    /// <summary>Fits on every rank, and gives what each threw.</summary>
    /// <inheritdoc cref="Run(int, Func{int, RnnOptions}, Func{int, ToySequences.Row[]}, Func{int, MLContext}?)"/>
    public static Exception[] Failures(int ranks, Func<int, RnnOptions> optionsOf, Func<int, ToySequences.Row[]> rowsOf,
        Func<int, MLContext>? contextOf = null) =>
        ThreadRanks.Run(ranks, group =>
        {
            try
            {
                Run(group, optionsOf(group.Rank), rowsOf(group.Rank), contextOf?.Invoke(group.Rank) ?? new MLContext());
            }
            catch (Exception exception)
            {
                return exception;
            }
            throw new AssertFailedException($"Rank {group.Rank} did not fail.");
        });

    /// <summary>Fits on one rank.</summary>
    public static RnnTransformer Run(RankGroup group, RnnOptions options, ToySequences.Row[] rows, MLContext ml) =>
        Run(group, options, of => new MulticlassTask(of), ToySequences.Data(ml, rows), validation: null, ml);

    /// <summary>Fits on one rank, to any data.</summary>
    public static RnnTransformer Run(
        RankGroup group, RnnOptions options, Func<RnnOptions, LabelTask> taskOf, IDataView data, IDataView? validation, MLContext ml)
    {
        options = options with { Distributed = options.Distributed ?? new RnnMpi() };
        LabelTask task = taskOf(options);
        TrainingInput input = new(options, task, data.Schema, validation?.Schema, initial: null);
        IHost host = ((IHostEnvironment)ml).Register(nameof(RankedFit));
        return new TrainingSession(host, options, task)
            .Run(group, (context, shards) => input.Read(data, validation, context, shards), (learnt, _) =>
            new RnnTransformer(host, new SavedTransformer(options.LabelColumnName, options.FeatureColumnName, input.FeatureDimensions,
                new RnnModel(learnt.Network, learnt.Parameters, input.LabelValues, input.TokenValues), learnt.History, learnt.BestEpoch)));
    }
}
