using RnnTrainer;
using RnnTrainer.Evaluation;

namespace Microsoft.ML;

/// <summary>
/// Extension methods that evaluate multiclass classification of each step, which <see cref="MulticlassClassificationCatalog"/> does not
/// offer.
/// </summary>
/// <remarks>
/// Missing labels are ignored. Missing predictions, as for a sequence that contains NaN, are counted separately and enter no other metric.
/// If a row has more labels than predictions or the reverse, the surplus must be missing: key 0.
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
    /// Evaluates class predictions for each step: accuracy; precision, recall and F1 of each label, and of chunks if labels are in BIO form
    /// (B-city, I-city, O).
    /// </summary>
    /// <param name="catalog">The catalog <see cref="MLContext.MulticlassClassification"/>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">Name of the label column: a vector of keys, with one element per step.</param>
    /// <param name="predictedLabelColumnName">Name of the predicted label column: a vector of keys, with one element per step.</param>
    /// <exception cref="RnnColumnException">A column is missing or has another type.</exception>
    /// <exception cref="RnnRowException">A row has more labels than predictions, or fewer.</exception>
    /// <exception cref="InvalidOperationException">No step has a label and a prediction.</exception>
    public static RnnStepMetrics EvaluateSteps(this MulticlassClassificationCatalog catalog, IDataView data,
        string labelColumnName = "Label", string predictedLabelColumnName = "PredictedLabel")
    {
        EvaluationArguments.Check(catalog, data, labelColumnName, predictedLabelColumnName);
        return StepEvaluation.OfClasses(data, labelColumnName, predictedLabelColumnName);
    }
}
