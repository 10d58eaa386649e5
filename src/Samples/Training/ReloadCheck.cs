using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>Compares what a model says before it is saved and after it is loaded again, digit by digit.</summary>
/// <param name="Path">The model's file.</param>
/// <param name="Before">Predictions of the trained model.</param>
/// <param name="After">Predictions of the loaded one.</param>
/// <param name="Height">Rows of the images.</param>
/// <param name="Width">Pixels in a row.</param>
internal sealed record ReloadCheck(string Path, DigitPrediction[] Before, DigitPrediction[] After, int Height, int Width)
{
    /// <summary>Loads a model in another context, as another program would, and lets it predict the test digits too.</summary>
    /// <exception cref="InvalidDataException">It predicts differently.</exception>
    public static ReloadCheck Of(string path, DigitData digits, DigitPrediction[] before)
    {
        MLContext other = new();
        ITransformer loaded = other.Model.Load(path, out _);
        DigitPrediction[] after = DigitPrediction.Of(other, loaded, digits.Test);
        int changed = before.Zip(after).Count(pair => !pair.First.IsSame(pair.Second));
        return before.Length == after.Length && changed == 0 ? new(path, before, after, digits.Height, digits.Width)
            : throw new InvalidDataException($"The model in '{path}' predicts differently after loading: {changed} of {before.Length} digits.");
    }

    /// <summary>Shows that all is the same, and some digits.</summary>
    /// <param name="screen">Where to show it.</param>
    /// <param name="size">The file's size, in bytes.</param>
    public void Show(Screen screen, long size)
    {
        screen.Heading("Saved and loaded again");
        screen.Line($"{Path}, {size:N0} bytes");
        screen.Line($"The loaded model gives the same {Before.Length:N0} predictions and probabilities, bit for bit.");
        screen.Line();

        int[] right = [.. Enumerable.Range(0, Before.Length).Where(i => Before[i].IsRight).Take(4)];
        int[] wrong = [.. Enumerable.Range(0, Before.Length).Where(i => !Before[i].IsRight).Take(2)];
        DigitDrawing.Show(screen, right.Concat(wrong).Select(i => (Before[i].Pixels, new[]
        {
            $"test digit {i} is a {Before[i].Label}",
            $"before saving: {Before[i].Digit} ({Before[i].Score.Max():0.0000})",
            $"after loading: {After[i].Digit} ({After[i].Score.Max():0.0000})",
        }, Before[i].IsRight)), Height, Width);
    }
}
