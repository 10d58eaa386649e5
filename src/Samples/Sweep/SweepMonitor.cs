using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>Shows how far a sweep is: which run of how many, and how much longer all of them take.</summary>
/// <param name="screen">Where to show it.</param>
/// <param name="rows">Images trained on.</param>
/// <param name="whole">What there is to do.</param>
internal sealed class SweepMonitor(Screen screen, long rows, SweepLength whole)
{
    private readonly TimeProvider clock = TimeProvider.System;
    private double work = whole.Work;
    private long? start;
    private double done, current;
    private ProgressTask? bar;

    /// <summary>Runs that have ended, or that the file had.</summary>
    public int Count { get; private set; }

    /// <summary>Does the whole sweep, with a bar where the screen can show one.</summary>
    public T Watch<T>(Func<T> sweep) => !screen.IsLive ? sweep() : screen.WithBar("reading", task =>
    {
        bar = task;
        return sweep();
    });

    /// <summary>A run may begin, with these options.</summary>
    public void Begin(RnnOptions options) => current = SweepLength.Of(options, rows);

    /// <summary>Called by the trainer, which waits.</summary>
    public void Report(RnnProgress value)
    {
        start ??= clock.GetTimestamp();
        if (bar is null)
            return;
        bar.MaxValue = work;
        bar.Value = done + current * value.Step / value.TotalSteps;
        bar.Description = screen.Beside($"run {Count + 1} of {whole.Runs}", Left(bar.Value), $"step {value.Step} of {value.TotalSteps}",
            TestPlan.Speed(value));
    }

    /// <summary>A run has ended, or was found in the file.</summary>
    public void Ended(string label, RnnSearchRun run, SweepResult result)
    {
        start ??= clock.GetTimestamp();
        double own = SweepLength.Of(run.Options, rows);
        if (run.IsFromFile)
            work -= own;
        else
            done += own;
        Count++;
        string outcome = result.Failure is { } failure ? $"failed: {failure}"
            : $"{string.Join(", ", Measured(result))}, {result.TrainingSeconds:0.0} s";
        string what = label == "" ? outcome : $"{label}: {outcome}";
        screen.Line($"run {Count} of {whole.Runs}: {what}{(run.IsFromFile ? "  (from the file)" : Remaining)}");
    }

    private string Remaining => bar is null && Count < whole.Runs ? $"  ({Left(done)})" : "";

    private static IEnumerable<string> Measured(SweepResult result) => SweepRanking.Metrics([result])
        .Select(metric => $"{metric.Heading} {ShownMetric.Cell(result.Find(metric))}");

    private string Left(double worked)
    {
        TimeSpan left = worked > 0 ? Math.Max(0, work - worked) / worked * clock.GetElapsedTime(start!.Value) : TimeSpan.Zero;
        return TestPlan.Left(left);
    }
}
