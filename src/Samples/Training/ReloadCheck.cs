using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>Compares what a model says before it is saved and after it is loaded again, row by row.</summary>
/// <param name="Path">The model's file.</param>
/// <param name="Set">The rows.</param>
/// <param name="Before">Predictions of the trained model.</param>
/// <param name="After">Predictions of the loaded one.</param>
internal sealed record ReloadCheck(
    string Path, TrainingSet Set, IReadOnlyList<RowPrediction> Before, IReadOnlyList<RowPrediction> After)
{
    /// <summary>Loads a model in another context, as another program would, and lets it predict the test rows too.</summary>
    /// <exception cref="InvalidDataException">It predicts differently.</exception>
    public static ReloadCheck Of(string path, TrainingSet set, IReadOnlyList<RowPrediction> before)
    {
        MLContext other = new();
        IReadOnlyList<RowPrediction> after = set.Predict(other, other.Model.Load(path, out _));
        int changed = before.Zip(after).Count(pair => !pair.First.IsSame(pair.Second));
        return before.Count == after.Count && changed == 0 ? new(path, set, before, after) : throw new InvalidDataException(
            $"The model in '{path}' predicts differently after loading, for {changed} of {Counted.Of(before.Count, set.RowName)}.");
    }

    /// <summary>Shows that all is the same, and some rows.</summary>
    /// <param name="screen">Where to show it.</param>
    /// <param name="size">The file's size, in bytes.</param>
    public void Show(Screen screen, long size)
    {
        screen.Heading("Saved and loaded again");
        screen.Line($"{Path}, {size:N0} bytes");
        screen.Line($"The loaded model gives the same {Before.Count:N0} predictions{Set.Task.Probabilities}, bit for bit.");
        Set.ShowReloaded(screen, Before, After);
    }
}
