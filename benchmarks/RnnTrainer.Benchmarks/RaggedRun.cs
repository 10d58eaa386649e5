using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>A network trained on sequences of different lengths.</summary>
/// <param name="Accuracy">On the test rows.</param>
/// <param name="EpochSeconds">Of training; reading left out.</param>
internal sealed record RaggedRun(double Accuracy, double EpochSeconds)
{
    /// <summary>Trains and tests.</summary>
    /// <param name="ml">ML.NET's context.</param>
    /// <param name="what">For the progress line.</param>
    /// <param name="options">The settings.</param>
    /// <param name="train">Rows to learn from.</param>
    /// <param name="test">Rows to test with.</param>
    public static RaggedRun Train(MLContext ml, string what, RnnOptions options, IDataView train, IDataView test)
    {
        LastReport last = new();
        RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(options with { Progress = last.Report }).Fit(train);
        double accuracy = ml.MulticlassClassification.Evaluate(network.Transform(test)).MicroAccuracy;
        RaggedRun run = new(accuracy, last.Value!.Elapsed.TotalSeconds / last.Value.Epoch);
        string learnt = Invariant($"training loss {last.Value.Loss:0.0000}, test accuracy {accuracy:0.0000}");
        Console.Error.WriteLine(Invariant($"{what}, seed {options.Seed}: {learnt}, {run.EpochSeconds:0.000} s an epoch"));
        return run;
    }

    /// <summary>Keeps the newest report.</summary>
    private sealed class LastReport
    {
        public RnnProgress? Value { get; private set; }

        public void Report(RnnProgress value) => Value = value;
    }
}
