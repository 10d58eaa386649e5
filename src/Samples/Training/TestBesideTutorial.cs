using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>Tests at the steps at which the tutorial printed its own, and at the last.</summary>
internal sealed class TestBesideTutorial : TestPlan
{
    public override string Heading => "Beside the tutorial";

    public override bool IsDue(RnnProgress progress) =>
        (progress.Step - 1) % TutorialNumbers.EvaluatedEvery == 0 || progress.Step == progress.TotalSteps;

    public override string Line(TestResult result) =>
        $"step {result.Step,5}: test cost {result.Cost:0.0000}, test accuracy {result.Accuracy:0.0000}";

    public override string Aside(RnnProgress progress) => $"loss {progress.Loss:0.0000}  {Pace(progress)}";

    public override Table Table(Screen screen, IEnumerable<TestResult> results) =>
        EvaluationTables.BesideTutorial(screen, results);
}
