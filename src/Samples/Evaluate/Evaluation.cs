using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>How well a model does on some images.</summary>
/// <param name="Metrics">Of all images of classes that it knows together.</param>
/// <param name="Verdicts">What it says of each of those images, in their order.</param>
/// <param name="Unknown">How many images are of other classes, and left out.</param>
internal sealed record Evaluation(MulticlassClassificationMetrics Metrics, IReadOnlyList<Verdict> Verdicts, int Unknown)
{
    /// <summary>Scores all images, and compares with what they are.</summary>
    /// <exception cref="InvalidDataException">They have another size than the model's.</exception>
    /// <exception cref="OperationCanceledException">It has been cancelled.</exception>
    public static Evaluation Of(SavedModel model, LabelledImages images, CancellationToken cancellation)
    {
        // In memory, so that image files are decoded once.
        IDataView scored = model.ML.Data.Cache(model.Score(images), "Pixels", "Label", "PredictedLabel", "Score");
        using ProgressLine progress = new("images scored", images.Rows.GetRowCount());
        // Keys count from 1; 0 is none.
        SchemaDefinition keys = SchemaDefinition.Create(typeof(ScoredRow));
        foreach (string key in (string[])["Label", "PredictedLabel"])
            keys[key].ColumnType = scored.Schema[key].Type;
        IEnumerable<ScoredRow> rows =
            model.ML.Data.CreateEnumerable<ScoredRow>(scored, reuseRowObject: false, schemaDefinition: keys);
        Verdict[] verdicts = [.. progress.Count(rows, cancellation).Select((row, index) =>
            new Verdict(index, row.Pixels, (int)row.Label - 1, (int)row.PredictedLabel - 1, row.Score))];
        Verdict[] known = [.. verdicts.Where(verdict => verdict.Truth >= 0)];
        return new(model.ML.MulticlassClassification.Evaluate(scored), known, verdicts.Length - known.Length);
    }

    /// <summary>Where the model is wrong, and surest of it first.</summary>
    public IEnumerable<Verdict> Mistakes => Verdicts
        .Where(verdict => !verdict.IsRight)
        .OrderByDescending(verdict => verdict.Score[verdict.Said]);

    private sealed class ScoredRow
    {
        public byte[] Pixels { get; set; } = [];

        public uint Label { get; set; }

        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }
}
