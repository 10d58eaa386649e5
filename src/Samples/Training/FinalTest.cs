using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>How well a trained network does on all test rows.</summary>
/// <param name="Metrics">Its task's.</param>
/// <param name="Predictions">What the whole pipeline says of each row.</param>
internal sealed record FinalTest(TaskMetrics Metrics, IReadOnlyList<RowPrediction> Predictions)
{
    /// <summary>Tests; null where it was cancelled.</summary>
    /// <param name="screen">Where to say so meanwhile.</param>
    /// <param name="prepared">The test rows.</param>
    /// <param name="network">The network.</param>
    /// <param name="pipeline">The pipeline that it is a part of.</param>
    /// <param name="cancellation">Goes on without a test.</param>
    public static FinalTest? Of(
        Screen screen, PreparedTest prepared, RnnTransformer network, ITransformer pipeline, CancellationToken cancellation)
    {
        try
        {
            return screen.Waiting("evaluating", () => new FinalTest(
                prepared.Evaluate(network), prepared.Set.Predict(prepared.Set.ML, pipeline)), cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
