using System.Diagnostics;
using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>A network trained on one part of a set and tested on the other.</summary>
/// <param name="Set">The set.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="Accuracy">Share of the test rows whose class was predicted.</param>
/// <param name="Seconds">Wall time of <c>Fit</c>.</param>
/// <param name="ProcessorSeconds">Processor time that the process used meanwhile: what counts where others use the machine too.</param>
internal sealed record UcrRun(UcrSet Set, int Seed, double Accuracy, double Seconds, double ProcessorSeconds)
{
    private const string Class = "Class", Predicted = "Predicted";

    /// <summary>Trains with these options as they are, but for the seed and the label's column.</summary>
    public static UcrRun Of(UcrSet set, RnnOptions preset, int seed)
    {
        MLContext ml = new(seed);
        // Of classes that the training part does not have, no row can be right.
        IEstimator<ITransformer> pipeline = ml.Transforms.Conversion.MapValueToKey(Class, "Label")
            .Append(ml.MulticlassClassification.Trainers.Rnn(preset with { Seed = seed, LabelColumnName = Class }))
            .Append(ml.Transforms.Conversion.MapKeyToValue(Predicted, "PredictedLabel"));
        TimeSpan used = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        ITransformer model = pipeline.Fit(set.Train);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, processor = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        IReadOnlyList<string> predicted = UcrSet.Labels(model.Transform(set.Test), Predicted), actual = UcrSet.Labels(set.Test);
        double accuracy = predicted.Zip(actual, (one, other) => one == other).Average(isRight => isRight ? 1 : 0);
        Console.Error.WriteLine(Invariant(
            $"{set.Name}, seed {seed}: accuracy {accuracy:0.0000} ({seconds:0.0} s, {processor:0.0} s of processors)"));
        return new(set, seed, accuracy, seconds, processor);
    }
}
