using Microsoft.ML.Data;
using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>Tables of how well a network does.</summary>
internal static class EvaluationTables
{
    /// <summary>Our run beside the tutorial's.</summary>
    public static FittedTable BesideTutorial(IEnumerable<TestResult> results)
    {
        FittedTable table = new("step", "test cost", "test accuracy", "tutorial cost", "tutorial accuracy");
        foreach (TestResult result in results)
        {
            (double Cost, double Accuracy)? published = TutorialNumbers.At(result.Step);
            table.Row([$"{result.Step}", .. TestMetrics.All.Select(metric => ShownMetric.Cell(result.Find(metric))),
                ShownMetric.Cell(published?.Cost), ShownMetric.Cell(published?.Accuracy)]);
        }
        return table;
    }

    /// <summary>A row for each test.</summary>
    public static FittedTable EverySteps(IReadOnlyList<TestResult> results) =>
        Measured("step", [.. results.Select(result => (result.Step, result.Metrics))]);

    /// <summary>A row for each epoch; those before an interruption have no tests.</summary>
    public static FittedTable EachEpoch(IReadOnlyList<TestResult> results, IReadOnlyList<RnnEpoch> history) =>
        Measured("epoch", [.. history.Select(epoch => ((long)epoch.Epoch,
            results.LastOrDefault(result => result.Epoch == epoch.Epoch)?.Metrics is { } tested
                ? new OrderedDictionary<string, double>(epoch.Metrics.UnionBy(tested, metric => metric.Key)) : epoch.Metrics))]);

    // A column for whatever was measured in one of the rows.
    private static FittedTable Measured(string key, IReadOnlyList<(long Key, IReadOnlyDictionary<string, double> Metrics)> rows)
    {
        IReadOnlyList<ShownMetric> columns = ShownMetric.Sorted(rows.SelectMany(row => row.Metrics.Keys));
        FittedTable table = new([key, .. columns.Select(metric => metric.Heading)]);
        foreach ((long number, IReadOnlyDictionary<string, double> metrics) in rows)
        {
            table.Row([$"{number}", .. columns.Select(metric =>
                ShownMetric.Cell(metrics.TryGetValue(metric.Name, out double value) ? value : null))]);
        }
        return table;
    }

    /// <summary>ML.NET's metrics of the whole.</summary>
    public static FittedTable Metrics(MulticlassClassificationMetrics metrics) =>
        new FittedTable("micro accuracy", "macro accuracy", "log-loss", "log-loss reduction") { KeyColumns = 0 }.Row(
            $"{metrics.MicroAccuracy:0.0000}", $"{metrics.MacroAccuracy:0.0000}",
            $"{metrics.LogLoss:0.0000}", $"{metrics.LogLossReduction:0.0000}");

    /// <summary>
    /// A row for each class: of those predicted as it, the share that is of it; of those of it, the share predicted as it; the harmonic
    /// mean of the two; and how many there are.
    /// </summary>
    public static FittedTable PerClass(ConfusionMatrix confusion, IReadOnlyList<object> classes)
    {
        FittedTable table = new("class", "precision", "recall", "F1", "count");
        double[] f1 = [.. F1(confusion)];
        for (int index = 0; index < classes.Count; index++)
        {
            table.Row($"{classes[index]}", $"{confusion.PerClassPrecision[index]:0.000}", $"{confusion.PerClassRecall[index]:0.000}",
                $"{f1[index]:0.000}", $"{confusion.Counts[index].Sum():0}");
        }
        return table;
    }

    /// <summary>The harmonic mean of each class's precision and recall; 0 where both are.</summary>
    public static IEnumerable<double> F1(ConfusionMatrix confusion) => confusion.PerClassPrecision.Zip(confusion.PerClassRecall,
        (precision, recall) => precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0);

    /// <summary>
    /// The confusion matrix: a row for each class as it is, a column for each class as it was predicted. Where that is too wide, a row
    /// says what the class was taken for.
    /// </summary>
    public static FittedTable Confusion(Screen screen, ConfusionMatrix confusion, IReadOnlyList<object> classes)
    {
        FittedTable matrix = new(["actual", .. classes.Select(name => $"{name}")]);
        FittedTable list = new("actual", "correct", "predicted as") { EndsInText = true };
        for (int truth = 0; truth < classes.Count; truth++)
        {
            IReadOnlyList<double> counts = confusion.Counts[truth];
            double notable = 0.01 * counts.Sum();
            matrix.Row([
                ($"{classes[truth]}", Color.Default),
                .. counts.Select((count, said) =>
                    ($"{count:0}", said == truth ? Color.Green : count >= notable ? Color.Red : Color.Grey))]);
            IEnumerable<string> mistakes = counts.Index().Where(one => one.Item > 0 && one.Index != truth)
                .OrderByDescending(one => one.Item).Select(one => $"{classes[one.Index]}×{one.Item:0}");
            list.Row($"{classes[truth]}", $"{counts[truth]:0}", string.Join(", ", mistakes));
        }
        return screen.Fits(matrix) ? matrix : list;
    }
}
