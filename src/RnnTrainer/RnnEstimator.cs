using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Tasks;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network (SimpleRNN, LSTM or GRU) that classifies sequences. Add it to a pipeline after <c>MapValueToKey</c> on
/// the label and transforms that produce Single vectors (of any scale: <see cref="RnnOptions.Normalization"/>). The
/// trained network adds <c>PredictedLabel</c> (a key) and <c>Score</c> (the probability of each class), as
/// <c>mlContext.MulticlassClassification.Evaluate</c> wants them.
/// </summary>
/// <example>
/// <code>
/// var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
///     .Append(new RnnEstimator(ml, RnnOptions.Lstm with { FeatureColumnName = "Samples", InputSize = 3 }));
/// ITransformer model = pipeline.Fit(train);
/// double accuracy = ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy;
/// </code>
/// </example>
public sealed class RnnEstimator : RnnTrainerEstimator
{
    /// <summary>A trainer with default options, in an ML.NET context of its own.</summary>
    public RnnEstimator() : this(new RnnOptions())
    {
    }

    /// <summary>A trainer in an ML.NET context of its own: logs nowhere, and takes its seed from the options.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other.</exception>
    public RnnEstimator(RnnOptions options) : this(new MLContext(), options)
    {
    }

    /// <summary>A trainer with default options.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from.</param>
    public RnnEstimator(MLContext mlContext) : this(mlContext, new RnnOptions())
    {
    }

    /// <summary>A trainer.</summary>
    /// <param name="mlContext">Where the trainer logs, and where its seed comes from unless the options give one.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other.</exception>
    public RnnEstimator(MLContext mlContext, RnnOptions options)
        : this((IHostEnvironment)mlContext ?? throw new ArgumentNullException(nameof(mlContext)), options)
    {
    }

    internal RnnEstimator(IHostEnvironment environment, RnnOptions options)
        : base(environment, options, options => new MulticlassTask(options))
    {
    }
}
