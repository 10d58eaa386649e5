using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace RnnTrainer.Samples;

/// <summary>The ML.NET pipeline of every network here, from <c>Pixels</c> to <c>Digit</c>.</summary>
internal static class DigitPipeline
{
    /// <summary>
    /// Labels become keys, bytes become numbers from 0 to 1, and a row of pixels a time step. What is marked TrainTest is left out
    /// when the model scores: digits to be told need no label.
    /// </summary>
    public static EstimatorChain<ReshapeTransformer> Preparation(MLContext ml, DigitData data) => new EstimatorChain<ITransformer>()
        .Append(ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: KeyOrdinality.ByValue), TransformerScope.TrainTest)
        .Append(ml.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single))
        .Append(ml.Transforms.Expression("Features", "x : x / 255", "Features"))
        .Append(ml.Transforms.Reshape("Features", "Features", data.Height, data.Width));

    /// <summary>The preparation, a network, and the class's name for what the network says.</summary>
    public static EstimatorChain<KeyToValueMappingTransformer> WithNetwork(MLContext ml, EstimatorChain<ReshapeTransformer> preparation, RnnOptions options) => preparation
        .Append(ml.MulticlassClassification.Trainers.Rnn(options))
        .Append(ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel"));

    /// <summary>The pipeline with another network of the same kind, ready to score.</summary>
    public static ITransformer WithOther(TransformerChain<KeyToValueMappingTransformer> trained, RnnTransformer network) => trained.Contains(network) ? trained
        : new TransformerChain<ITransformer>([.. trained.GetModelFor(TransformerScope.Scoring).Select(step => step is RnnTransformer ? network : step)]);

    /// <summary>The images, prepared once, in memory.</summary>
    public static IDataView Prepare(MLContext ml, EstimatorChain<ReshapeTransformer> preparation, IDataView train, IDataView images) =>
        ml.Data.Cache(preparation.Fit(train).Aggregate(images, (view, step) => step.Transform(view)), "Label", "Features");
}
