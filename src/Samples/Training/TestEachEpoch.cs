using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>Tests after each epoch, and where the run ends within one.</summary>
internal sealed class TestEachEpoch : TestPlan
{
    public override string Heading => "Each epoch";

    public override bool IsDue(RnnProgress progress) => progress.IsEpochEnd;

    public override string Line(TestResult result) =>
        $"epoch {result.Epoch,3}: loss {result.TrainingLoss:0.0000}, accuracy {result.TrainingAccuracy:0.0000}, {result}";

    public override string Aside(RnnProgress progress) => Pace(progress);

    public override Table Table(Screen screen, IReadOnlyList<TestResult> results, IReadOnlyList<RnnEpoch> history) =>
        EvaluationTables.EachEpoch(screen, results, history);
}
