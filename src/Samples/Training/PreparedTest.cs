using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>The test rows of a run, read and prepared once.</summary>
/// <param name="Set">What is learnt.</param>
/// <param name="Test">The test rows, columns <c>Features</c> and <c>Label</c>, in memory.</param>
/// <param name="TrainingRows">Rows to train on.</param>
/// <param name="Remarks">What there is to say of the data.</param>
internal sealed record PreparedTest(TrainingSet Set, IDataView Test, long TrainingRows, IReadOnlyList<string> Remarks)
{
    /// <summary>Reads the test rows.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">There is nothing to test on.</exception>
    /// <exception cref="UsageException">The class weights are those of other classes.</exception>
    public static PreparedTest Of(TrainingSet set, RnnOptions options)
    {
        IDataView test = NetworkPipeline.Prepare(set.ML, set.Preparation, set.Train, set.Test);
        IReadOnlyList<string> remarks = set.Check(test);
        if (set.Task.ClassCount(test) is { } classes)
            TrainingSettings.CheckClassWeights(options, set.Name, classes);
        return new(set, test, DigitData.Count(set.Train), remarks);
    }

    /// <summary>How many epochs so many steps are.</summary>
    public long EpochsIn(long steps, RnnOptions options)
    {
        double trainedOn = TrainingRows * (1.0 - (options.ValidationFraction ?? 0));
        // Steps that must be reached may take more epochs.
        return options is { Epochs: { } epochs, MinSteps: null } ? epochs
            : (long)Math.Ceiling(steps / Math.Ceiling(trainedOn / options.BatchSize));
    }

    /// <summary>How well a network does on all test rows.</summary>
    public TaskMetrics Evaluate(RnnTransformer network) => Set.Evaluate(network.Transform(Test), TrainedModel.ClassesOf(network));
}
