using RnnTrainer;
using RnnTrainer.Evaluation;

namespace Microsoft.ML;

/// <summary>Metrics that <see cref="MulticlassClassificationCatalog"/> does not have: a class for each step.</summary>
/// <remarks>
/// Missing labels count for nothing. Missing predictions, which a sequence with a NaN gets, are counted apart and in no other metric.
/// Where a row has more labels than predictions or the reverse, the surplus must be missing: key 0.
/// </remarks>
/// <example>
/// <code>
/// RnnStepMetrics metrics = ml.MulticlassClassification.EvaluateSteps(network.Transform(test));
/// Console.WriteLine(metrics);                     // accuracy, and precision, recall and F1 of each label
/// </code>
/// </example>
public static class RnnMulticlassEvaluation
{
    /// <summary>
    /// Compares a class for each step with its prediction: accuracy, precision, recall and F1 of each label, and of chunks where labels are
    /// in BIO form (B-city, I-city, O).
    /// </summary>
    /// <param name="catalog">The catalog <see cref="MLContext.MulticlassClassification"/>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">The column of labels: a vector of keys, with an entry for each step.</param>
    /// <param name="predictedLabelColumnName">The column of predictions: a vector of keys, with an entry for each step.</param>
    /// <exception cref="RnnColumnException">A column is missing or of another type.</exception>
    /// <exception cref="RnnRowException">A row has more labels than predictions, or fewer.</exception>
    /// <exception cref="InvalidOperationException">No step has a label and a prediction.</exception>
    public static RnnStepMetrics EvaluateSteps(this MulticlassClassificationCatalog catalog, IDataView data,
        string labelColumnName = "Label", string predictedLabelColumnName = "PredictedLabel")
    {
        EvaluationArguments.Check(catalog, data, labelColumnName, predictedLabelColumnName);
        return StepEvaluation.OfClasses(data, labelColumnName, predictedLabelColumnName);
    }
}
