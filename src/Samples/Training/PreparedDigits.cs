using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>What a run has to know of its digits before it starts.</summary>
/// <param name="ML">The context.</param>
/// <param name="Test">The test digits, columns <c>Features</c> and <c>Label</c>, in memory.</param>
/// <param name="TrainingRows">Images to train on.</param>
/// <param name="Remarks">What there is to say of the digits.</param>
internal sealed record PreparedDigits(MLContext ML, IDataView Test, long TrainingRows, IReadOnlyList<string> Remarks)
{
    /// <summary>Reads the test digits, once for all tests of a run.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">There is nothing to test on.</exception>
    /// <exception cref="UsageException">The class weights are those of other classes.</exception>
    public static PreparedDigits Of(MLContext ml, DigitData digits, EstimatorChain<ReshapeTransformer> preparation, RnnOptions options)
    {
        IDataView test = DigitPipeline.Prepare(ml, preparation, digits.Train, digits.Test);
        string[] remarks = digits.CheckTest(test);
        TrainingSettings.CheckClassWeights(options, digits.Name, DigitData.CountClasses(test));
        return new(ml, test, DigitData.Count(digits.Train), remarks);
    }

    /// <summary>How many epochs so many steps are.</summary>
    public long EpochsIn(long steps, RnnOptions options)
    {
        double trainedOn = TrainingRows * (1.0 - (options.ValidationFraction ?? 0));
        // Steps that must be reached may take more epochs.
        return options is { Epochs: { } epochs, MinSteps: null } ? epochs
            : (long)Math.Ceiling(steps / Math.Ceiling(trainedOn / options.BatchSize));
    }

    /// <summary>ML.NET's metrics of a network on all test digits.</summary>
    public MulticlassClassificationMetrics Evaluate(RnnTransformer network) =>
        ML.MulticlassClassification.Evaluate(network.Transform(Test));
}
