namespace RnnTrainer.Samples;

/// <summary>Shows tests beside those that the tutorial printed.</summary>
internal sealed class TestBesideTutorial : TestEverySteps
{
    public override string Heading => "Compared with the tutorial";

    public override FittedTable Table(IReadOnlyList<TestResult> results, IReadOnlyList<RnnEpoch> history) =>
        EvaluationTables.BesideTutorial(results);
}
