using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Tasks;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network that answers yes or no to sequences. Add it to a pipeline after transforms that produce Single vectors
/// (of any scale: <see cref="RnnOptions.Normalization"/>); the label is a Boolean. The trained network adds
/// <c>PredictedLabel</c> (Boolean), <c>Score</c> (Single: the logit) and <c>Probability</c> (Single: that of <see langword="true"/>), as
/// <c>mlContext.BinaryClassification.Evaluate</c> wants them.
/// </summary>
/// <remarks>
/// Cross-entropy is minimised. <see cref="RnnOptions.ClassWeights"/> are two: those of <see langword="false"/> and of
/// <see langword="true"/>. Early stopping may watch <see cref="RnnMetric.ValidationAreaUnderRocCurve"/>.
/// </remarks>
/// <example>
/// <code>
/// RnnTransformer network = new RnnBinaryEstimator(ml, RnnOptions.Gru with { LabelColumnName = "IsFault" }).Fit(train);
/// double area = ml.BinaryClassification.Evaluate(network.Transform(test), "IsFault").AreaUnderRocCurve;
/// </code>
/// </example>
public sealed class RnnBinaryEstimator : RnnTrainerEstimator
{
    /// <summary>A trainer with default options, in an ML.NET context of its own.</summary>
    public RnnBinaryEstimator() : this(new RnnOptions())
    {
    }

    /// <summary>A trainer in an ML.NET context of its own: logs nowhere, and takes its seed from the options.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task cannot use one.</exception>
    public RnnBinaryEstimator(RnnOptions options) : this(new MLContext(), options)
    {
    }

    /// <summary>A trainer with default options.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from.</param>
    public RnnBinaryEstimator(MLContext mlContext) : this(mlContext, new RnnOptions())
    {
    }

    /// <summary>A trainer.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from unless the options give one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task cannot use one.</exception>
    public RnnBinaryEstimator(MLContext mlContext, RnnOptions options)
        : this((IHostEnvironment)mlContext ?? throw new ArgumentNullException(nameof(mlContext)), options)
    {
    }

    internal RnnBinaryEstimator(IHostEnvironment environment, RnnOptions options)
        : base(environment, options, options => new BinaryTask(options))
    {
    }
}
