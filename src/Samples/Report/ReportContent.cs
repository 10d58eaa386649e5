using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>All that a report tells.</summary>
internal sealed record ReportContent
{
    /// <summary>The model.</summary>
    public required SavedModel Model { get; init; }

    /// <summary>How it came about; null where its file does not say.</summary>
    public required RunRecord? Run { get; init; }

    /// <summary>Name of the data that it was tested on.</summary>
    public required string Data { get; init; }

    /// <summary>What the model says of the test images of classes that it knows.</summary>
    public required IReadOnlyList<DigitPrediction> Predictions { get; init; }

    /// <summary>Test images of other classes, which are left out.</summary>
    public required int Unknown { get; init; }

    /// <summary>ML.NET's metrics of the predictions.</summary>
    public required MulticlassClassificationMetrics Metrics { get; init; }

    /// <summary>The runs of a sweep; none where there is no sweep.</summary>
    public required IReadOnlyList<SweepResult> Sweep { get; init; }

    /// <summary>When the report is made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>The mistakes, the most confident first.</summary>
    public IReadOnlyList<(int Index, DigitPrediction Prediction)> Mistakes => [.. Predictions.Index()
        .Where(image => !image.Item.IsRight).OrderByDescending(image => image.Item.Score.Max())];

    /// <summary>Weights and biases of the network.</summary>
    public int Parameters => Model.Network.Model.ParameterNames.Sum(name => Model.Network.Model.GetParameter(name).Length);

    /// <summary>Evaluates a model on test images.</summary>
    /// <param name="model">The model.</param>
    /// <param name="run">How it came about.</param>
    /// <param name="digits">The images.</param>
    /// <param name="sweep">The runs of a sweep, or none.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InvalidDataException">The images have another size, or none is of a class that the model knows.</exception>
    public static ReportContent Of(
        SavedModel model, RunRecord? run, DigitData digits, IReadOnlyList<SweepResult> sweep, CancellationToken cancellation)
    {
        // Checks the images' size, and leaves out of the metrics what is of no known class.
        MulticlassClassificationMetrics metrics = model.ML.MulticlassClassification.Evaluate(model.Score(digits.Test));
        cancellation.ThrowIfCancellationRequested();
        DigitPrediction[] all = DigitPrediction.Of(model.ML, model.Pipeline, digits.Test);
        cancellation.ThrowIfCancellationRequested();
        HashSet<string> classes = [.. model.Classes];
        DigitPrediction[] known = [.. all.Where(prediction => classes.Contains(prediction.Label))];
        if (known.Length == 0)
        {
            static string Some(IEnumerable<string> names) =>
                string.Join(", ", names.Distinct().Take(6).Index().Select(name => name.Index < 5 ? name.Item : "..."));
            throw new InvalidDataException($"'{model.Name}' tells {Some(model.Classes)} apart, but none of the {all.Length} test images of "
                + $"'{digits.Name}' is one of those: they are {Some(all.Select(prediction => prediction.Label))}.");
        }
        return new()
        {
            Model = model,
            Run = run,
            Data = digits.Name,
            Predictions = known,
            Unknown = all.Length - known.Length,
            Metrics = metrics,
            Sweep = sweep,
            Made = DateTimeOffset.Now,
        };
    }
}
