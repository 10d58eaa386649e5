using RnnTrainer;
using RnnTrainer.Evaluation;

namespace Microsoft.ML;

/// <summary>
/// Extension methods that evaluate binary classification of each step, which <see cref="BinaryClassificationCatalog"/> does not offer.
/// </summary>
/// <remarks>
/// Missing labels are ignored. Missing predictions, as for a sequence that contains NaN, are counted separately and enter no other metric.
/// If a row has more labels than predictions or the reverse, the surplus must be missing: NaN.
/// </remarks>
/// <example>
/// <code>
/// RnnStepMetrics metrics = ml.BinaryClassification.EvaluateSteps(network.Transform(test));
/// Console.WriteLine(metrics.Accuracy);
/// </code>
/// </example>
public static class RnnBinaryEvaluation
{
    /// <summary>
    /// Evaluates binary predictions for each step, where a score above 0 predicts <see langword="true"/>: accuracy, and precision, recall
    /// and F1 of both classes.
    /// </summary>
    /// <param name="catalog">The catalog <see cref="MLContext.BinaryClassification"/>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">
    /// Name of the label column: a vector with one element per step, of Boolean, or of Single or Double that are 0, 1 or NaN.
    /// </param>
    /// <param name="scoreColumnName">Name of the score column: a vector with one element per step.</param>
    /// <exception cref="RnnColumnException">A column is missing or has another type.</exception>
    /// <exception cref="RnnRowException">A row has more labels than scores, or fewer, or a label that is neither 0, 1 nor NaN.</exception>
    /// <exception cref="InvalidOperationException">No step has a label and a score.</exception>
    public static RnnStepMetrics EvaluateSteps(
        this BinaryClassificationCatalog catalog, IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        EvaluationArguments.Check(catalog, data, labelColumnName, scoreColumnName);
        return StepEvaluation.OfBinary(data, labelColumnName, scoreColumnName);
    }
}
