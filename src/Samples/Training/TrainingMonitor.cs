using System.Diagnostics;

namespace RnnTrainer.Samples;

/// <summary>Follows a training run: shows how far it is, and tests the network where the plan says so.</summary>
/// <param name="screen">Where to show it.</param>
/// <param name="plan">When to test.</param>
/// <param name="evaluate">Evaluates a network on the test rows.</param>
/// <param name="epochs">How many epochs so many steps are.</param>
/// <param name="cancellation">Of the run: then no test is waited for.</param>
internal sealed class TrainingMonitor(
    Screen screen, TestPlan plan, Func<RnnTransformer, TaskMetrics> evaluate, Func<long, long> epochs,
    CancellationToken cancellation)
{
    /// <summary>Steps between two reports: often enough for a bar to move, and a divisor of the steps between evaluations.</summary>
    public const int ReportedEvery = 20;

    private readonly List<TestResult> results = [];
    private readonly Stopwatch evaluating = new();
    private TimeSpan evaluated; // until the last report; its own evaluation comes after its time
    private TimeSpan? before; // in a run that this one goes on from
    private readonly TrainingBar bar = new(screen, cancellation);

    /// <summary>Told of each line of the plan, with the report that it comes from.</summary>
    public Action<TestResult, RnnProgress>? Tested { get; init; }

    /// <summary>The evaluations so far.</summary>
    public IReadOnlyList<TestResult> Results => results;

    /// <summary>The last report; null before the first.</summary>
    public RnnProgress? Last { get; private set; }

    /// <summary>The best epoch by its validation, with its network; null where there was none.</summary>
    public (int Epoch, RnnTransformer Network)? BestValidated { get; private set; }

    /// <summary>Time that training took, before an interruption too; evaluations not counted.</summary>
    public TimeSpan TrainingInAll => Last is null ? TimeSpan.Zero : Last.Elapsed - evaluated;

    /// <summary>Time that training took in this process.</summary>
    public TimeSpan Training => TrainingInAll - (before ?? TimeSpan.Zero);

    /// <summary>Time that evaluations took.</summary>
    public TimeSpan Evaluating => evaluating.Elapsed;

    /// <summary>Trains, with a bar where the screen can show one.</summary>
    public T Watch<T>(Func<T> train) => bar.Watch(train);

    /// <summary>Called by the trainer, which waits.</summary>
    public void Report(RnnProgress value)
    {
        // A run reports its first step, unless that was before an interruption.
        before ??= value.Step == 1 ? TimeSpan.Zero : value.Elapsed;
        (Last, evaluated) = (value, evaluating.Elapsed);
        if (value is { IsBest: true, ValidationLoss: not null })
            BestValidated = (value.Epoch, value.Snapshot);
        bar.Move(value);
        if (plan.IsDue(value) || (value.IsEpochEnd && cancellation.IsCancellationRequested))
            Test(value);
        bar.Say(screen.Beside($"epoch {value.Epoch} of {epochs(value.TotalSteps)}", TestPlan.Left(value.Remaining),
            $"loss {value.Loss:0.0000}", TestPlan.Speed(value)));
    }

    private void Test(RnnProgress value)
    {
        bar.Say("testing");
        evaluating.Start();
        TaskMetrics? test = Interruption.OrNull(() => Interruption.Await(() => evaluate(value.Snapshot), cancellation));
        evaluating.Stop();
        TestResult result = new(
            value.Epoch, value.Step - 1, new OrderedDictionary<string, double>([.. value.Metrics, .. test?.Followed ?? []]));
        results.Add(result);
        screen.Line(!bar.IsShown ? $"{plan.Line(result)}  ({plan.Aside(value)})" : plan.Line(result));
        Tested?.Invoke(result, value);
    }
}
