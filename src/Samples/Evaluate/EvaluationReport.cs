using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>An evaluation as other programs read it; numbers that are none, such as 0 / 0, become null.</summary>
internal sealed record EvaluationReport
{
    /// <param name="model">What was evaluated.</param>
    /// <param name="images">On what.</param>
    /// <param name="evaluation">How well it did.</param>
    /// <param name="mistakes">How many mistakes to name.</param>
    public EvaluationReport(SavedModel model, LabelledImages images, Evaluation evaluation, int mistakes)
    {
        MulticlassClassificationMetrics metrics = evaluation.Metrics;
        ConfusionMatrix confusion = metrics.ConfusionMatrix;
        double[] f1 = [.. EvaluationTables.F1(confusion)];
        Model = model.Name;
        Data = images.Name;
        Images = evaluation.Verdicts.Count;
        MicroAccuracy = metrics.MicroAccuracy;
        MacroAccuracy = metrics.MacroAccuracy;
        LogLoss = metrics.LogLoss;
        LogLossReduction = metrics.LogLossReduction;
        Classes = [.. model.Classes.Select((name, index) => new ClassReport(
            name,
            (long)confusion.Counts[index].Sum(),
            confusion.PerClassPrecision[index],
            confusion.PerClassRecall[index],
            f1[index]))];
        ConfusionCounts = [.. confusion.Counts.Select(said => said.Select(count => (long)count).ToArray())];
        Mistakes = [.. evaluation.Mistakes.Take(mistakes).Select(mistake => new MistakeReport(
            mistake.Index,
            model.Classes[mistake.Truth],
            model.Classes[mistake.Said],
            mistake.Score[mistake.Said],
            mistake.Score[mistake.Truth]))];
    }

    public string Model { get; }

    public string Data { get; }

    public int Images { get; }

    public double MicroAccuracy { get; }

    public double MacroAccuracy { get; }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    /// <summary>In the order of the scores.</summary>
    public IReadOnlyList<ClassReport> Classes { get; }

    /// <summary>A row for each class as it is, a column for each class as it was predicted.</summary>
    public IReadOnlyList<long[]> ConfusionCounts { get; }

    /// <summary>The surest first.</summary>
    public IReadOnlyList<MistakeReport> Mistakes { get; }

    /// <summary>How well one class is told.</summary>
    internal sealed record ClassReport(string Class, long Count, double Precision, double Recall, double F1);

    /// <summary>An image that was taken for what it is not.</summary>
    internal sealed record MistakeReport(int Index, string Label, string Predicted, float Probability, float LabelProbability);
}
