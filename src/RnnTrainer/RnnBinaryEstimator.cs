using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Tasks;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network (SimpleRNN, LSTM or GRU) for binary classification of sequences. Add it to a pipeline after transforms that
/// produce Single vectors (of any scale: see <see cref="RnnOptions.Normalization"/>); the label is a Boolean. The trained network adds
/// <c>PredictedLabel</c> (Boolean), <c>Score</c> (Single: the logit) and <c>Probability</c> (Single: that of <see langword="true"/>), the
/// columns that <c>mlContext.BinaryClassification.Evaluate</c> reads.
/// </summary>
/// <remarks>
/// Minimizes cross-entropy. <see cref="RnnOptions.ClassWeights"/> takes two weights: that of <see langword="false"/>, then that of
/// <see langword="true"/>. Early stopping can monitor <see cref="RnnMetric.ValidationAreaUnderRocCurve"/>.
/// </remarks>
/// <example>
/// <code>
/// RnnTransformer network = new RnnBinaryEstimator(ml, RnnOptions.Gru with { LabelColumnName = "IsFault" }).Fit(train);
/// double area = ml.BinaryClassification.Evaluate(network.Transform(test), "IsFault").AreaUnderRocCurve;
/// </code>
/// </example>
public sealed class RnnBinaryEstimator : RnnTrainerEstimator
{
    /// <summary>Creates a trainer with default options and its own ML.NET context.</summary>
    public RnnBinaryEstimator() : this(new RnnOptions())
    {
    }

    /// <summary>Creates a trainer with its own ML.NET context: it writes no log, and takes its seed from the options.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task does not support one.</exception>
    public RnnBinaryEstimator(RnnOptions options) : this(new MLContext(), options)
    {
    }

    /// <summary>Creates a trainer with default options.</summary>
    /// <param name="mlContext">The context to log to and to take the seed from.</param>
    public RnnBinaryEstimator(MLContext mlContext) : this(mlContext, new RnnOptions())
    {
    }

    /// <summary>Creates a trainer.</summary>
    /// <param name="mlContext">The context to log to, and to take the seed from unless the options set one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task does not support one.</exception>
    public RnnBinaryEstimator(MLContext mlContext, RnnOptions options)
        : this((IHostEnvironment)mlContext ?? throw new ArgumentNullException(nameof(mlContext)), options)
    {
    }

    internal RnnBinaryEstimator(IHostEnvironment environment, RnnOptions options)
        : base(environment, options, options => new BinaryTask(options))
    {
    }
}
