namespace RnnTrainer.Samples;

/// <summary>Scores images and shows what the model says: a line for each, JSON or text, and drawings.</summary>
/// <param name="model">The model.</param>
/// <param name="top">How many classes to name for an image.</param>
/// <param name="draw">Whether to draw all images.</param>
/// <param name="json">Whether to write JSON, and nothing else.</param>
internal sealed class PredictionOutput(SavedModel model, int top, bool draw, bool json)
{
    /// <summary>So many images are drawn in a terminal without being asked.</summary>
    public const int DrawnUnasked = 4;

    private readonly Screen screen = new();
    private bool hasTold;

    /// <summary>Shows what the model says of a batch of images.</summary>
    public void Tell(IReadOnlyList<ToPredict> images)
    {
        float[][] scores = model.Score([.. images.Select(image => image.Pixels)]);
        Prediction[] predictions = [.. images.Zip(scores, (image, score) => new Prediction(image, model.Classes, score, top))];
        foreach (Prediction prediction in predictions)
        {
            if (json)
                JsonOutput.Write(prediction);
            else
                screen.Line($"{prediction}");
        }
        bool areFew = screen.IsLive && !hasTold && predictions.Length <= DrawnUnasked;
        hasTold |= predictions is not [];
        if (json || !(draw || areFew))
            return;
        screen.Line();
        DigitDrawing.Show(screen, predictions.Select(one => (one.Pixels, one.Caption, one.IsGood)), model.Height, model.Width);
    }
}
