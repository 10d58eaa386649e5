using System.Diagnostics;
using Microsoft.ML.Data;
using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>Follows a training run: shows how far it is, and tests the network where the plan says so.</summary>
/// <param name="screen">Where to show it.</param>
/// <param name="plan">When to test.</param>
/// <param name="evaluate">Evaluates a network on the test digits.</param>
internal sealed class TrainingMonitor(
    Screen screen, TestPlan plan, Func<RnnTransformer, MulticlassClassificationMetrics> evaluate) : IProgress<RnnProgress>
{
    /// <summary>Steps between two reports: often enough for a bar to move, and a divisor of the steps between evaluations.</summary>
    public const int ReportedEvery = 20;

    private readonly List<TestResult> results = [];
    private readonly Stopwatch evaluating = new();
    private ProgressTask? bar;

    /// <summary>The evaluations so far.</summary>
    public IReadOnlyList<TestResult> Results => results;

    /// <summary>Time that training took, evaluations not counted.</summary>
    public TimeSpan Training { get; private set; }

    /// <summary>Time that evaluations took.</summary>
    public TimeSpan Evaluating => evaluating.Elapsed;

    /// <summary>Trains, with a bar where the screen can show one.</summary>
    public T Watch<T>(Func<T> train) => !screen.IsLive ? train() : screen.WithBar("reading", task =>
    {
        bar = task;
        return train();
    });

    /// <summary>Called by the trainer, which waits.</summary>
    public void Report(RnnProgress value)
    {
        Training = value.Elapsed - evaluating.Elapsed;
        if (bar is not null)
        {
            bar.MaxValue = value.TotalSteps;
            bar.Value = value.Step;
            bar.Description = $"step {value.Step} of {value.TotalSteps}  loss {value.Loss:0.0000}  {TestPlan.Pace(value)}";
        }

        if (!plan.IsDue(value))
            return;
        evaluating.Start();
        MulticlassClassificationMetrics metrics = evaluate(value.Snapshot);
        evaluating.Stop();
        TestResult result = new(value.Epoch, value.Step - 1, value.Loss, value.Accuracy, metrics.LogLoss, metrics.MicroAccuracy);
        results.Add(result);
        screen.Line(bar is null ? $"{plan.Line(result)}  ({plan.Aside(value)})" : plan.Line(result));
    }
}
