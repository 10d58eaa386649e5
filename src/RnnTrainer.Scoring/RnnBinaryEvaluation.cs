using RnnTrainer;
using RnnTrainer.Evaluation;

namespace Microsoft.ML;

/// <summary>Metrics that <see cref="BinaryClassificationCatalog"/> does not have: yes or no for each step.</summary>
/// <remarks>
/// Missing labels count for nothing. Missing predictions, which a sequence with a NaN gets, are counted apart and in no other metric.
/// Where a row has more labels than predictions or the reverse, the surplus must be missing: NaN.
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
    /// Compares yes or no for each step with its score, which is above 0 for yes: accuracy, and precision, recall and F1 of either.
    /// </summary>
    /// <param name="catalog">The catalog <see cref="MLContext.BinaryClassification"/>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">
    /// The column of labels: a vector with an entry for each step, of Boolean, or of Single or Double that are 0, 1 or NaN.
    /// </param>
    /// <param name="scoreColumnName">The column of scores: a vector with an entry for each step.</param>
    /// <exception cref="RnnColumnException">A column is missing or of another type.</exception>
    /// <exception cref="RnnRowException">A row has more labels than scores, or fewer, or a label that is neither 0, 1 nor NaN.</exception>
    /// <exception cref="InvalidOperationException">No step has a label and a score.</exception>
    public static RnnStepMetrics EvaluateSteps(
        this BinaryClassificationCatalog catalog, IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        EvaluationArguments.Check(catalog, data, labelColumnName, scoreColumnName);
        return StepEvaluation.OfBinary(data, labelColumnName, scoreColumnName);
    }
}
