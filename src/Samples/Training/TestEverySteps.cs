namespace RnnTrainer.Samples;

/// <summary>Tests at the steps at which the tutorial printed its own, at the last, and where validation has been.</summary>
internal class TestEverySteps : TestPlan
{
    public override string Heading => $"Every {TutorialNumbers.EvaluatedEvery} steps";

    public sealed override bool IsDue(RnnProgress progress) =>
        (progress.Step - 1) % TutorialNumbers.EvaluatedEvery == 0 || progress.Step == progress.TotalSteps
            || progress.ValidationLoss is not null;

    public sealed override string Line(TestResult result) => $"step {result.Step,5}: {result}";

    public sealed override string Aside(RnnProgress progress) => $"loss {progress.Loss:0.0000}  {Pace(progress)}";

    public override FittedTable Table(IReadOnlyList<TestResult> results, IReadOnlyList<RnnEpoch> history) =>
        EvaluationTables.EverySteps(results);
}
