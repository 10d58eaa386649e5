using Microsoft.ML.Data;
using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>Tables of how well a network does.</summary>
internal static class EvaluationTables
{
    private static readonly string[] Test = ["test cost", "test accuracy"];

    /// <summary>Our run beside the tutorial's.</summary>
    public static Table BesideTutorial(Screen screen, IEnumerable<TestResult> results)
    {
        Table table = screen.Table("step", "test cost", "test accuracy", "tutorial cost", "tutorial accuracy");
        foreach (TestResult result in results)
        {
            (double Cost, double Accuracy)? published = TutorialNumbers.At(result.Step);
            table.AddRow($"{result.Step}", $"{result.Cost:0.0000}", $"{result.Accuracy:0.0000}", $"{published?.Cost:0.0000}", $"{published?.Accuracy:0.0000}");
        }
        return table;
    }

    /// <summary>A row for each test.</summary>
    public static Table EverySteps(Screen screen, IReadOnlyList<TestResult> results)
    {
        bool isValidated = results.Any(result => result.ValidationLoss is not null);
        Table table = screen.Table(["step", "loss", "accuracy", .. Validation(isValidated), .. Test]);
        foreach (TestResult result in results)
        {
            table.AddRow([$"{result.Step}", .. Pair(result.TrainingLoss, result.TrainingAccuracy),
                .. isValidated ? Pair(result.ValidationLoss, result.ValidationAccuracy) : [], .. Pair(result.Cost, result.Accuracy)]);
        }
        return table;
    }

    /// <summary>A row for each epoch; those before an interruption have no tests.</summary>
    public static Table EachEpoch(Screen screen, IReadOnlyList<TestResult> results, IReadOnlyList<RnnEpoch> history)
    {
        bool isValidated = history.Any(epoch => epoch.ValidationLoss is not null);
        Table table = screen.Table(["epoch", "loss", "accuracy", .. Validation(isValidated), .. Test]);
        foreach (RnnEpoch epoch in history)
        {
            TestResult? test = results.LastOrDefault(result => result.Epoch == epoch.Epoch);
            table.AddRow([$"{epoch.Epoch}", .. Pair(epoch.Loss, epoch.Accuracy),
                .. isValidated ? Pair(epoch.ValidationLoss, epoch.ValidationAccuracy) : [], .. Pair(test?.Cost, test?.Accuracy)]);
        }
        return table;
    }

    /// <summary>ML.NET's metrics of the whole.</summary>
    public static Table Metrics(Screen screen, MulticlassClassificationMetrics metrics) => screen
        .Table("micro accuracy", "macro accuracy", "log-loss", "log-loss reduction")
        .AddRow($"{metrics.MicroAccuracy:0.0000}", $"{metrics.MacroAccuracy:0.0000}", $"{metrics.LogLoss:0.0000}", $"{metrics.LogLossReduction:0.0000}");

    /// <summary>
    /// Of those predicted as a class, the share that is of it; of those of a class, the share predicted as it; the harmonic mean of
    /// the two; and how many of a class there are.
    /// </summary>
    public static Table PerClass(Screen screen, ConfusionMatrix confusion, IReadOnlyList<object> classes) => screen
        .Table(["", .. classes.Select(name => $"{name}")])
        .AddRow(["precision", .. confusion.PerClassPrecision.Select(precision => $"{precision:0.000}")])
        .AddRow(["recall", .. confusion.PerClassRecall.Select(recall => $"{recall:0.000}")])
        .AddRow(["F1", .. F1(confusion).Select(f1 => $"{f1:0.000}")])
        .AddRow(["count", .. confusion.Counts.Select(said => $"{said.Sum():0}")]);

    /// <summary>The harmonic mean of each class's precision and recall; 0 where both are.</summary>
    public static IEnumerable<double> F1(ConfusionMatrix confusion) => confusion.PerClassPrecision.Zip(confusion.PerClassRecall,
        (precision, recall) => precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0);

    /// <summary>Who was taken for whom: a row for each class as it is, a column for each class as it was predicted.</summary>
    public static Table Confusion(Screen screen, ConfusionMatrix confusion, IReadOnlyList<object> classes)
    {
        Table table = screen.Table(["is \\ said", .. classes.Select(name => $"{name}")]);
        for (int truth = 0; truth < classes.Count; truth++)
        {
            IReadOnlyList<double> counts = confusion.Counts[truth];
            double notable = 0.01 * counts.Sum();
            table.AddRow([
                new Text($"{classes[truth]}"),
                .. counts.Select((count, said) => new Text($"{count:0}", said == truth ? Color.Green : count >= notable ? Color.Red : Color.Grey))]);
        }
        return table;
    }

    private static string[] Validation(bool isThere) => isThere ? ["validation loss", "validation accuracy"] : [];

    private static string[] Pair(double? loss, double? accuracy) => [$"{loss:0.0000}", $"{accuracy:0.0000}"];
}
