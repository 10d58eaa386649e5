using System.Runtime.InteropServices;

namespace RnnTrainer.Tests.Training.Checkpoints;

/// <summary>The training run that the tests interrupt in this process, and kill in another.</summary>
internal static class VictimRun
{
    /// <summary>54 rows left to train on in batches of 5: 11 steps an epoch, 1,650 in all.</summary>
    public static RnnOptions Options { get; } = ToySequences.Options with
    {
        BatchSize = 5,
        Epochs = 150,
        LearningRate = 0.003f,
        Threads = 1,
        ValidationFraction = 0.1f,
        EarlyStopping = new RnnEarlyStopping { Patience = 150 },
    };

    public static RnnTransformer Fit(RnnOptions options)
    {
        MLContext ml = new();
        return new RnnEstimator(ml, options).Fit(ToySequences.Data(ml, 60));
    }

    /// <summary>A run that is asked to stop after a step, and goes on from its checkpoint.</summary>
    public static RnnTransformer FitInTwo(RnnOptions options, int step, string folder)
    {
        RnnOptions kept = options with { Checkpoints = new() { Folder = folder }, ResumeFrom = folder };
        Fit(kept with { ProgressSteps = 1, Progress = Stop });
        return Fit(kept);

        void Stop(RnnProgress report)
        {
            if (report.Step == step)
                report.RequestStop();
        }
    }

    /// <summary>Every bit of the weights, the best epoch and the history, in one line.</summary>
    public static string Result(RnnTransformer model)
    {
        double[] history = [.. model.History.SelectMany(epoch => new[]
        {
            epoch.Epoch, epoch.Step, epoch.Loss, epoch.Accuracy, epoch.LearningRate, epoch.GradientNorm, epoch.ValidationLoss ?? -1,
                epoch.ValidationAccuracy ?? -1,
        })];
        RnnModel learnt = model.Model;
        float[] weights = [.. learnt.ParameterNames.SelectMany(name => learnt.GetParameter(name).ToArray())];
        return $"result {model.BestEpoch} {Convert.ToHexString(MemoryMarshal.AsBytes(weights.AsSpan()))} "
            + $"{Convert.ToHexString(MemoryMarshal.AsBytes(history.AsSpan()))}";
    }
}
