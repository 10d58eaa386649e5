using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>How well a trained network does on all test digits.</summary>
/// <param name="Metrics">ML.NET's.</param>
/// <param name="Predictions">What the whole pipeline says of each digit.</param>
internal sealed record FinalTest(MulticlassClassificationMetrics Metrics, DigitPrediction[] Predictions)
{
    /// <summary>Tests; null where it was cancelled.</summary>
    /// <param name="screen">Where to say so meanwhile.</param>
    /// <param name="prepared">The test digits for the network.</param>
    /// <param name="network">The network.</param>
    /// <param name="pipeline">The pipeline that it is a part of.</param>
    /// <param name="images">The test digits for the pipeline.</param>
    /// <param name="cancellation">Goes on without a test.</param>
    public static FinalTest? Of(
        Screen screen, PreparedDigits prepared, RnnTransformer network, ITransformer pipeline, IDataView images,
        CancellationToken cancellation)
    {
        try
        {
            return screen.Waiting("evaluating", () =>
            {
                MulticlassClassificationMetrics metrics = prepared.Evaluate(network);
                DigitPrediction[] predictions = DigitPrediction.Of(prepared.ML, pipeline, images);
                return new FinalTest(metrics, predictions);
            }, cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
