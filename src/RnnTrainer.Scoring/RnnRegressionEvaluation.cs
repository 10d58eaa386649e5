using RnnTrainer;
using RnnTrainer.Evaluation;
using RnnTrainer.Values;

namespace Microsoft.ML;

/// <summary>Metrics that <see cref="RegressionCatalog"/> does not have: several values, quantiles, and a value for each step.</summary>
/// <remarks>
/// Missing labels count for nothing. Missing predictions, which a sequence with a NaN gets, are counted apart and in no other metric.
/// Where a row has more labels than predictions or the reverse, the surplus must be missing: NaN.
/// </remarks>
/// <example>
/// <code>
/// RnnMultiOutputMetrics metrics = ml.Regression.EvaluateOutputs(network.Transform(test));
/// Console.WriteLine(metrics);
/// </code>
/// </example>
public static class RnnRegressionEvaluation
{
    /// <summary>Compares several values a row with their scores: errors and R² of each value, and their means.</summary>
    /// <param name="catalog">The catalog <see cref="MLContext.Regression"/>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">The column of labels: a vector of Single or Double of known size.</param>
    /// <param name="scoreColumnName">The column of scores: a vector of the same size.</param>
    /// <exception cref="RnnColumnException">A column is missing or of another type.</exception>
    /// <exception cref="RnnRowException">A row holds another number of values than the columns' types promise.</exception>
    /// <exception cref="InvalidOperationException">No row has a label and a score.</exception>
    public static RnnMultiOutputMetrics EvaluateOutputs(
        this RegressionCatalog catalog, IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        EvaluationArguments.Check(catalog, data, labelColumnName, scoreColumnName);
        return ValueEvaluation.OfOutputs(data, labelColumnName, scoreColumnName);
    }

    /// <summary>Compares a value for each step with its score: the errors and R² of all steps together.</summary>
    /// <param name="catalog">The catalog <see cref="MLContext.Regression"/>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">The column of labels: a vector of Single or Double, with an entry for each step.</param>
    /// <param name="scoreColumnName">The column of scores: a vector with an entry for each step.</param>
    /// <exception cref="RnnColumnException">A column is missing or of another type.</exception>
    /// <exception cref="RnnRowException">A row has more labels than scores, or fewer.</exception>
    /// <exception cref="InvalidOperationException">No step has a label and a score.</exception>
    public static RnnOutputMetrics EvaluateSteps(
        this RegressionCatalog catalog, IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        EvaluationArguments.Check(catalog, data, labelColumnName, scoreColumnName);
        return ValueEvaluation.OfSteps(data, labelColumnName, scoreColumnName);
    }

    /// <summary>Compares values with their predicted quantiles: pinball loss and coverage of each level and of the outer band.</summary>
    /// <param name="catalog">The catalog <see cref="MLContext.Regression"/>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">The column of labels: Single or Double, or a vector of either, such as one a step.</param>
    /// <param name="scoreColumnName">The column of quantiles: a vector with the quantiles of the first label, then of the second.</param>
    /// <param name="levels">
    /// The levels of the quantiles, between 0 and 1, ascending; <see langword="null"/>: taken from the score column's slot names, such as
    /// Quantile-0.1.
    /// </param>
    /// <exception cref="ArgumentException">A level is not between 0 and 1, or they do not ascend.</exception>
    /// <exception cref="RnnColumnException">A column is missing or of another type, or names no levels and none are given.</exception>
    /// <exception cref="RnnRowException">A row's quantiles are not as many as its labels and the levels want.</exception>
    /// <exception cref="InvalidOperationException">No row has a label and its quantiles.</exception>
    public static RnnQuantileMetrics EvaluateQuantiles(this RegressionCatalog catalog, IDataView data, string labelColumnName = "Label",
        string scoreColumnName = "Score", IReadOnlyList<float>? levels = null)
    {
        EvaluationArguments.Check(catalog, data, labelColumnName, scoreColumnName);
        if (levels is not null && !QuantileLevels.Are(levels))
        {
            throw new ArgumentException(
                $"The levels are {new ValueList<float>(levels)}; wanted: numbers between 0 and 1 that ascend, such as 0.1, 0.5, 0.9.",
                nameof(levels));
        }
        return QuantileEvaluation.Of(data, labelColumnName, scoreColumnName, levels);
    }
}
