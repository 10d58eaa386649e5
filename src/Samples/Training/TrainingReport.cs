namespace RnnTrainer.Samples;

/// <summary>What is shown at the end of a training run.</summary>
internal static class TrainingReport
{
    /// <summary>How training went, and how well the network does on the test rows.</summary>
    public static void Show(Screen screen, TestPlan plan, TrainingMonitor monitor, TrainingEnd end, FinalTest test, string rowName)
    {
        RnnTransformer network = end.Network;
        if (monitor.Last is null)
        {
            screen.Line("The checkpoint is of a finished run; there was nothing left to train.");
        }
        else
        {
            screen.Heading(plan.Heading);
            screen.Show(plan.Table(monitor.Results, network.History));
        }
        if (end.Remark is { } remark)
            screen.Line(remark);
        screen.Heading($"On all test {rowName}s");
        test.Metrics.Show(screen);
    }

    /// <summary>How long each part took, in a line that programs read too.</summary>
    /// <param name="screen">Where to show it.</param>
    /// <param name="monitor">Knows how much of the time until <paramref name="trained"/> was for training and tests.</param>
    /// <param name="trained">When training was over, since the start.</param>
    /// <param name="evaluated">When the last test was over.</param>
    /// <param name="total">When all was over.</param>
    public static void ShowTimes(Screen screen, TrainingMonitor monitor, TimeSpan trained, TimeSpan evaluated, TimeSpan total)
    {
        TimeSpan read = trained - monitor.Training - monitor.Evaluating, evaluate = monitor.Evaluating + (evaluated - trained);
        screen.Line($"Time: {total.TotalSeconds:0.0} s (read {read.TotalSeconds:0.0}, train {monitor.Training.TotalSeconds:0.0}, "
            + $"evaluate {evaluate.TotalSeconds:0.0}, save and load {(total - evaluated).TotalSeconds:0.0})");
    }

    /// <summary>Compares the accuracy with the target, where there is one.</summary>
    /// <exception cref="TrainingFailedException">It is below.</exception>
    public static int CheckTarget(Screen screen, bool hasTarget, double accuracy)
    {
        if (!hasTarget)
        {
            screen.Line($"Test accuracy {accuracy:0.0000}. The target applies only to the tutorial's own settings and data.");
            return ExitCode.Success;
        }
        if (accuracy >= TutorialNumbers.TargetAccuracy)
        {
            screen.Line($"Test accuracy {accuracy:0.0000}: the target of {TutorialNumbers.TargetAccuracy} is met.");
            return ExitCode.Success;
        }
        throw new TrainingFailedException($"Test accuracy {accuracy:0.0000} is below the target of {TutorialNumbers.TargetAccuracy}.");
    }
}
