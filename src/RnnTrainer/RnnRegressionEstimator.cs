using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Tasks;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network (SimpleRNN, LSTM or GRU) that predicts numbers from sequences. Add it to a pipeline after transforms that
/// produce Single vectors (of any scale: see <see cref="RnnOptions.Normalization"/>). The label is a Single, a Double, or a vector of known
/// size of either, in any unit: it is standardized in training, and predictions are in its unit. <see cref="RnnOptions.Loss"/> selects
/// mean, median or quantiles.
/// </summary>
/// <remarks>
/// <para>
/// The trained network adds <c>Score</c>. For a scalar label it is a Single. For a vector label, even of one element, it is a
/// Vector&lt;Single&gt; of the same size; evaluate it with <see cref="RnnRegressionEvaluation.EvaluateOutputs"/>. With
/// <see cref="RnnLoss.Quantiles"/> it is a Vector&lt;Single&gt; of [numbers x levels], levels ascending; evaluate it with
/// <see cref="RnnRegressionEvaluation.EvaluateQuantiles"/>, which needs a scalar label.
/// </para>
/// <para>
/// <see cref="RnnMetric.Loss"/> is the loss that is minimized, in standard deviations of the labels;
/// <see cref="RnnMetric.RootMeanSquaredError"/> and <see cref="RnnMetric.MeanAbsoluteError"/> are in the labels' unit. Mean and standard
/// deviation are those of the training rows.
/// </para>
/// <para>
/// Scores are Singles, which hold 24 bits: near 1,000,000,000 their resolution is 64. Subtract an offset from large labels such as time
/// stamps.
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
    /// <summary>Creates a trainer with default options and its own ML.NET context.</summary>
    public RnnRegressionEstimator() : this(new RnnOptions())
    {
    }

    /// <summary>Creates a trainer with its own ML.NET context: it writes no log, and takes its seed from the options.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task does not support one.</exception>
    public RnnRegressionEstimator(RnnOptions options) : this(new MLContext(), options)
    {
    }

    /// <summary>Creates a trainer with default options.</summary>
    /// <param name="mlContext">The context to log to and to take the seed from.</param>
    public RnnRegressionEstimator(MLContext mlContext) : this(mlContext, new RnnOptions())
    {
    }

    /// <summary>Creates a trainer.</summary>
    /// <param name="mlContext">The context to log to, and to take the seed from unless the options set one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task does not support one.</exception>
    public RnnRegressionEstimator(MLContext mlContext, RnnOptions options)
        : this((IHostEnvironment)mlContext ?? throw new ArgumentNullException(nameof(mlContext)), options)
    {
    }

    internal RnnRegressionEstimator(IHostEnvironment environment, RnnOptions options)
        : base(environment, options, options => new RegressionTask(options))
    {
    }
}
