using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>Shows how far a sweep is: which run of how many, and how much longer all of them take.</summary>
/// <param name="screen">Where to show it.</param>
/// <param name="rows">Images trained on.</param>
/// <param name="pending">The runs to be made, in order.</param>
internal sealed class SweepMonitor(Screen screen, long rows, IReadOnlyList<RnnOptions> pending)
{
    private readonly TimeProvider clock = TimeProvider.System;
    private readonly double work = pending.Sum(options => Work(options, rows));
    private long? start;
    private double done;
    private int index;
    private ProgressTask? bar;

    /// <summary>The newest report of the run under way.</summary>
    public RnnProgress? Last { get; private set; }

    /// <summary>Does the whole sweep, with a bar where the screen can show one.</summary>
    public T Watch<T>(Func<T> sweep) => !screen.IsLive || pending.Count == 0 ? sweep() : screen.WithBar("reading", task =>
    {
        bar = task;
        bar.MaxValue = work;
        return sweep();
    });

    /// <summary>Called by the trainer, which waits.</summary>
    public void Report(RnnProgress value)
    {
        start ??= clock.GetTimestamp();
        Last = value;
        if (bar is null)
            return;
        bar.Value = done + Work(pending[index], rows) * value.Step / value.TotalSteps;
        bar.Description = screen.Beside($"run {index + 1} of {pending.Count}", Left(bar.Value), $"step {value.Step} of {value.TotalSteps}",
            TestPlan.Speed(value));
    }

    /// <summary>A run has ended.</summary>
    public void Ended(string label, SweepResult result)
    {
        start ??= clock.GetTimestamp();
        done += Work(pending[index], rows);
        index++;
        Last = null;
        string outcome = result.Failure is { } failure ? $"failed: {failure}"
            : $"{string.Join(", ", Measured(result))}, {result.TrainingSeconds:0.0} s";
        string what = label == "" ? outcome : $"{label}: {outcome}", left = bar is null && index < pending.Count ? $"  ({Left(done)})" : "";
        screen.Line($"run {index} of {pending.Count}: {what}{left}");
    }

    private static IEnumerable<string> Measured(SweepResult result) => SweepRanking.Metrics([result], MetricRows.Test)
        .Select(metric => $"{metric.Heading} {ShownMetric.Cell(result.Find(metric))}");

    // Digits seen, times units: about what a small network takes.
    private static double Work(RnnOptions options, long rows)
    {
        double digits = options.Steps is { } steps ? (double)steps * options.BatchSize
            : Math.Max((double)rows * (options.Epochs ?? 1), (double)(options.MinSteps ?? 0) * Math.Min(options.BatchSize, rows));
        return digits * ChosenNetwork.LayerSizes(options).Sum() * (options.Bidirectional ? 2 : 1);
    }

    private string Left(double worked)
    {
        TimeSpan left = worked > 0 ? (work - worked) / worked * clock.GetElapsedTime(start!.Value) : TimeSpan.Zero;
        return TestPlan.Left(left);
    }
}
