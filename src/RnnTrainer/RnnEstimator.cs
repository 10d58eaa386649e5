using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Tasks;

namespace RnnTrainer;

/// <summary>
/// Trains a recurrent network (SimpleRNN, LSTM or GRU) that classifies sequences. Add it to a pipeline after <c>MapValueToKey</c> on the
/// label and transforms that produce Single vectors (of any scale: see <see cref="RnnOptions.Normalization"/>). The trained network adds
/// <c>PredictedLabel</c> (a key) and <c>Score</c> (the probability of each class), the columns that
/// <c>mlContext.MulticlassClassification.Evaluate</c> reads.
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
    /// <summary>Creates a trainer with default options and its own ML.NET context.</summary>
    public RnnEstimator() : this(new RnnOptions())
    {
    }

    /// <summary>Creates a trainer with its own ML.NET context: it writes no log, and takes its seed from the options.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other.</exception>
    public RnnEstimator(RnnOptions options) : this(new MLContext(), options)
    {
    }

    /// <summary>Creates a trainer with default options.</summary>
    /// <param name="mlContext">The context to log to and to take the seed from.</param>
    public RnnEstimator(MLContext mlContext) : this(mlContext, new RnnOptions())
    {
    }

    /// <summary>Creates a trainer.</summary>
    /// <param name="mlContext">The context to log to, and to take the seed from unless the options set one.</param>
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
