using System.Diagnostics;

namespace RnnTrainer.Samples;

/// <summary>
/// Tests after each epoch, and where the run ends within one. Where epochs are added to reach <see cref="RnnOptions.MinSteps"/> they
/// are many and short: then once a second at most, and at the end.
/// </summary>
/// <param name="isThrottled">Whether epochs may be added.</param>
internal sealed class TestEachEpoch(bool isThrottled) : TestPlan
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long? last;

    public override string Heading => isThrottled ? "Tested epochs" : "Each epoch";

    public override bool IsDue(RnnProgress progress)
    {
        bool isDue = progress.IsEpochEnd
            && (!isThrottled || last is null || progress.Step == progress.TotalSteps || Stopwatch.GetElapsedTime(last.Value) >= Pause);
        if (isDue)
            last = Stopwatch.GetTimestamp();
        return isDue;
    }

    public override string Line(TestResult result) =>
        $"epoch {result.Epoch,3}: loss {result.On(MetricRows.Training)}, {result}";

    public override string Aside(RnnProgress progress) => Pace(progress);

    public override FittedTable Table(IReadOnlyList<TestResult> results, IReadOnlyList<RnnEpoch> history) =>
        EvaluationTables.EachEpoch(results, !isThrottled ? history
            : [.. history.Where(epoch => results.Any(result => result.Epoch == epoch.Epoch))]);
}
