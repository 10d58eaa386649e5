namespace RnnTrainer.Samples;

/// <summary>What the Keras tutorial that RnnOptions.Tutorial repeats printed for its own run.</summary>
internal static class TutorialNumbers
{
    /// <summary>Steps between two evaluations of all test digits.</summary>
    public const int EvaluatedEvery = 500;

    /// <summary>What a full run must reach at its last step. Seeds differ by about half a point around 0.934.</summary>
    public const double TargetAccuracy = 0.92;

    private static readonly Dictionary<long, (double Cost, double Accuracy)> Published = new()
    {
        [0] = (2.4979, 0.0855),
        [500] = (0.5855, 0.8326),
        [1000] = (0.4035, 0.8877),
        [1500] = (0.3370, 0.9045),
        [2000] = (0.3047, 0.9144),
        [2500] = (0.2817, 0.9239),
        [3000] = (0.3332, 0.9034),
        [3500] = (0.2621, 0.9277),
        [4000] = (0.2316, 0.9350),
    };

    /// <summary>Whether it is the tutorial's run, or the first part of it: what changes no more than last digits may differ, and
    /// luck.</summary>
    public static bool IsSameRun(RnnOptions options) =>
        options.Steps <= RnnOptions.Tutorial.Steps && IsWholeRun(options with { Steps = RnnOptions.Tutorial.Steps });

    /// <summary>Whether it is the whole of the tutorial's run.</summary>
    public static bool IsWholeRun(RnnOptions options) =>
        options with { Seed = null, Threads = null, Engine = RnnEngine.Auto, Checkpoints = null, ResumeFrom = null, Distributed = null }
            == RnnOptions.Tutorial;

    /// <summary>Test cost and accuracy at a step, counted from 0; null where the tutorial printed none.</summary>
    public static (double Cost, double Accuracy)? At(long step) => Published.TryGetValue(step, out (double, double) numbers)
        ? numbers : null;
}
