using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Tasks;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network that predicts numbers of sequences. Add it to a pipeline after transforms that produce Single vectors
/// (of any scale: <see cref="RnnOptions.Normalization"/>); the label is a Single, a Double, or a vector of known size of either, in any
/// unit: training standardises it, and the trained network gives its unit. <see cref="RnnOptions.Loss"/> chooses between mean, median
/// and quantiles.
/// </summary>
/// <remarks>
/// <para>
/// The trained network adds <c>Score</c>: a Single; of a vector of labels, even of one, a Vector&lt;Single&gt; of its size, which
/// <see cref="RnnRegressionEvaluation.EvaluateOutputs"/> reads; of <see cref="RnnLoss.Quantiles"/>, which need one number a row, a
/// Vector&lt;Single&gt; with a slot for each level, ascending, which <see cref="RnnRegressionEvaluation.EvaluateQuantiles"/> reads.
/// </para>
/// <para>
/// <see cref="RnnMetric.Loss"/> is what is minimised, in standard deviations of the labels; <see cref="RnnMetric.RootMeanSquaredError"/>
/// and <see cref="RnnMetric.MeanAbsoluteError"/> are in the labels' unit. Mean and deviation are those of the rows that are trained on.
/// </para>
/// <para>
/// Scores are Singles, which hold 24 bits: near 1,000,000,000 they tell steps of 64. Subtract a start from labels such as time stamps.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Gru with { LabelColumnName = "Hours", Loss = RnnLoss.Quantiles(0.1f, 0.5f, 0.9f) };
/// RnnTransformer network = new RnnRegressionEstimator(ml, options).Fit(train);
/// RnnQuantileMetrics metrics = ml.Regression.EvaluateQuantiles(network.Transform(test), "Hours");
/// </code>
/// </example>
public sealed class RnnRegressionEstimator : RnnTrainerEstimator
{
    /// <summary>A trainer with default options, in an ML.NET context of its own.</summary>
    public RnnRegressionEstimator() : this(new RnnOptions())
    {
    }

    /// <summary>A trainer in an ML.NET context of its own: logs nowhere, and takes its seed from the options.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task cannot use one.</exception>
    public RnnRegressionEstimator(RnnOptions options) : this(new MLContext(), options)
    {
    }

    /// <summary>A trainer with default options.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from.</param>
    public RnnRegressionEstimator(MLContext mlContext) : this(mlContext, new RnnOptions())
    {
    }

    /// <summary>A trainer.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from unless the options give one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task cannot use one.</exception>
    public RnnRegressionEstimator(MLContext mlContext, RnnOptions options)
        : this((IHostEnvironment)mlContext ?? throw new ArgumentNullException(nameof(mlContext)), options)
    {
    }

    internal RnnRegressionEstimator(IHostEnvironment environment, RnnOptions options)
        : base(environment, options, options => new RegressionTask(options))
    {
    }
}
