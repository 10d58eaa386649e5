using RnnTrainer;
using RnnTrainer.Evaluation;
using RnnTrainer.Values;

namespace Microsoft.ML;

/// <summary>
/// Extension methods that evaluate several values, quantiles, and a value for each step, which <see cref="RegressionCatalog"/> does not
/// offer.
/// </summary>
/// <remarks>
/// Missing labels are ignored. Missing predictions, as for a sequence that contains NaN, are counted separately and enter no other metric.
/// If a row has more labels than predictions or the reverse, the surplus must be missing: NaN.
/// </remarks>
/// <example>
/// <code>
/// RnnMultiOutputMetrics metrics = ml.Regression.EvaluateOutputs(network.Transform(test));
/// Console.WriteLine(metrics);
/// </code>
/// </example>
public static class RnnRegressionEvaluation
{
    /// <summary>Evaluates predictions of several values per row: errors and R² of each value, and their means.</summary>
    /// <param name="catalog">The catalog <see cref="MLContext.Regression"/>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">Name of the label column: a vector of Single or Double of known size.</param>
    /// <param name="scoreColumnName">Name of the score column: a vector of the same size.</param>
    /// <exception cref="RnnColumnException">A column is missing or has another type.</exception>
    /// <exception cref="RnnRowException">A row holds a different number of values than the column types say.</exception>
    /// <exception cref="InvalidOperationException">No row has a label and a score.</exception>
    public static RnnMultiOutputMetrics EvaluateOutputs(
        this RegressionCatalog catalog, IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        EvaluationArguments.Check(catalog, data, labelColumnName, scoreColumnName);
        return ValueEvaluation.OfOutputs(data, labelColumnName, scoreColumnName);
    }

    /// <summary>Evaluates predictions of a value for each step: the errors and R² over all steps.</summary>
    /// <param name="catalog">The catalog <see cref="MLContext.Regression"/>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">Name of the label column: a vector of Single or Double, with one element per step.</param>
    /// <param name="scoreColumnName">Name of the score column: a vector with one element per step.</param>
    /// <exception cref="RnnColumnException">A column is missing or has another type.</exception>
    /// <exception cref="RnnRowException">A row has more labels than scores, or fewer.</exception>
    /// <exception cref="InvalidOperationException">No step has a label and a score.</exception>
    public static RnnOutputMetrics EvaluateSteps(
        this RegressionCatalog catalog, IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        EvaluationArguments.Check(catalog, data, labelColumnName, scoreColumnName);
        return ValueEvaluation.OfSteps(data, labelColumnName, scoreColumnName);
    }

    /// <summary>Evaluates predicted quantiles: pinball loss and coverage of each level, and of the outer band.</summary>
    /// <param name="catalog">The catalog <see cref="MLContext.Regression"/>.</param>
    /// <param name="data">Scored data.</param>
    /// <param name="labelColumnName">Name of the label column: Single or Double, or a vector of either, such as one per step.</param>
    /// <param name="scoreColumnName">
    /// Name of the quantile column: a vector with the quantiles of the first label, then of the second, and so on.
    /// </param>
    /// <param name="levels">
    /// The levels of the quantiles, between 0 and 1, ascending; <see langword="null"/>: taken from the score column's slot names, such as
    /// Quantile-0.1.
    /// </param>
    /// <exception cref="ArgumentException">A level is not between 0 and 1, or the levels are not ascending.</exception>
    /// <exception cref="RnnColumnException">
    /// A column is missing or has another type, or the slots name no levels and none are given.
    /// </exception>
    /// <exception cref="RnnRowException">The number of quantiles in a row does not match its labels and levels.</exception>
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
