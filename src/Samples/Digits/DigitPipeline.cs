using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace RnnTrainer.Samples;

/// <summary>The part of the ML.NET pipeline before a network that tells digits, from <c>Pixels</c> to <c>Features</c>.</summary>
internal static class DigitPipeline
{
    /// <summary>
    /// Labels become keys, bytes become numbers from 0 to 1, and a row of pixels a time step. What is marked TrainTest is left out
    /// when the model scores: digits to be told need no label.
    /// </summary>
    public static EstimatorChain<ITransformer> Preparation(MLContext ml, DigitData data) => new EstimatorChain<ITransformer>()
        .Append(ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: KeyOrdinality.ByValue), TransformerScope.TrainTest)
        .Append(ml.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single))
        .Append(ml.Transforms.Expression("Features", "x : x / 255", "Features"))
        .Append<ITransformer>(ml.Transforms.Reshape("Features", "Features", data.Height, data.Width));
}
