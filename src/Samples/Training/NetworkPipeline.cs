using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>The ML.NET pipeline of a network: what prepares its rows, the network, and names for what it says.</summary>
internal static class NetworkPipeline
{
    /// <summary>The whole of it.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="set">What is learnt.</param>
    /// <param name="options">The network.</param>
    public static EstimatorChain<ITransformer> Of(MLContext ml, TrainingSet set, RnnOptions options)
    {
        EstimatorChain<ITransformer> chain = set.Preparation.Append<ITransformer>(set.Task.Trainer(ml, options));
        return set.Naming is { } naming ? chain.Append(naming) : chain;
    }

    /// <summary>The pipeline with another network of the same kind, ready to score.</summary>
    public static ITransformer WithOther(TransformerChain<ITransformer> trained, RnnTransformer network) =>
        trained.Contains(network) ? trained : new TransformerChain<ITransformer>(
            [.. trained.GetModelFor(TransformerScope.Scoring).Select(step => step is RnnTransformer ? network : step)]);

    /// <summary>Rows prepared once, in memory.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="preparation">What prepares them.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="rows">The rows.</param>
    public static IDataView Prepare(MLContext ml, EstimatorChain<ITransformer> preparation, IDataView train, IDataView rows) =>
        ml.Data.Cache(preparation.Fit(train).Aggregate(rows, (view, step) => step.Transform(view)), "Label", "Features");
}
