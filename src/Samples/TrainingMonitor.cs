using System.Diagnostics;
using Microsoft.ML.Data;
using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>Follows a training run: shows how far it is, and evaluates the network every few hundred steps.</summary>
/// <param name="screen">Where to show it.</param>
/// <param name="evaluate">Evaluates a network on the test digits.</param>
internal sealed class TrainingMonitor(Screen screen, Func<RnnTransformer, MulticlassClassificationMetrics> evaluate) : IProgress<RnnProgress>
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
        string state = $"loss {value.Loss:0.0000}  {value.RowsPerSecond:0} rows/s  {value.Remaining:m\\:ss} left";
        if (bar is not null)
        {
            bar.MaxValue = value.TotalSteps;
            bar.Value = value.Step;
            bar.Description = $"step {value.Step} of {value.TotalSteps}  {state}";
        }

        long step = value.Step - 1;
        if (step % TutorialNumbers.EvaluatedEvery != 0 && value.Step != value.TotalSteps)
            return;
        evaluating.Start();
        MulticlassClassificationMetrics metrics = evaluate(value.Snapshot);
        evaluating.Stop();
        results.Add(new(step, metrics.LogLoss, metrics.MicroAccuracy));
        string measured = $"step {step,5}: test cost {metrics.LogLoss:0.0000}, test accuracy {metrics.MicroAccuracy:0.0000}";
        screen.Line(bar is null ? $"{measured}  ({state})" : measured);
    }
}
