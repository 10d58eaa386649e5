using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>An image and what a model says of it: a row of predictions as an object.</summary>
internal sealed class DigitPrediction : RowPrediction
{
    /// <summary>Rows of pixels; 0 is paper, 255 is ink.</summary>
    public byte[] Pixels { get; set; } = [];

    /// <summary>What it is.</summary>
    public string Label { get; set; } = "";

    /// <summary>What the model takes it for.</summary>
    public string Digit { get; set; } = "";

    /// <summary>Whether the model is right.</summary>
    public bool IsRight => Digit == Label;

    /// <summary>All predictions of a pipeline, which leaves the label as it is, on some images.</summary>
    public static DigitPrediction[] Of(MLContext ml, ITransformer pipeline, IDataView images)
    {
        IDataView scored = pipeline.Transform(images);
        IDataView text = ml.Transforms.Conversion
            .ConvertType([new InputOutputColumnPair("Label"), new InputOutputColumnPair("Digit")], DataKind.String)
            .Fit(scored).Transform(scored);
        return [.. ml.Data.CreateEnumerable<DigitPrediction>(text, reuseRowObject: false)];
    }

    /// <summary>Draws some digits, with what was said of them before saving and after loading.</summary>
    public static void ShowReloaded(Screen screen, DigitPrediction[] before, DigitPrediction[] after, DigitData digits)
    {
        screen.Line();
        int[] right = [.. Enumerable.Range(0, before.Length).Where(i => before[i].IsRight).Take(4)];
        int[] wrong = [.. Enumerable.Range(0, before.Length).Where(i => !before[i].IsRight).Take(2)];
        DigitDrawing.Show(screen, right.Concat(wrong).Select(i => (before[i].Pixels, new[]
        {
            $"test digit {i} is a {before[i].Label}",
            $"before saving: {before[i].Digit} ({before[i].Score.Max():0.0000})",
            $"after loading: {after[i].Digit} ({after[i].Score.Max():0.0000})",
        }, before[i].IsRight)), digits.Height, digits.Width);
    }

    public override bool IsSame(RowPrediction other) =>
        base.IsSame(other) && other is DigitPrediction { Digit: var digit } && digit == Digit;
}
