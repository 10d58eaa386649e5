namespace RnnTrainer.Tests.Evaluation;

/// <summary>A class, or yes or no, for each step.</summary>
[TestClass]
public sealed class StepEvaluationTests
{
    private static readonly MulticlassClassificationCatalog Multiclass = EvaluatedRows.Ml.MulticlassClassification;

    [TestMethod]
    public void EachLabelIsCounted()
    {
        RnnStepMetrics metrics = Multiclass.EvaluateSteps(EvaluatedRows.Texts(("noun verb noun", "noun verb verb"), ("verb", "noun")));
        Assert.AreEqual((0.5, 4L, 0L), (metrics.Accuracy, metrics.Count, metrics.UnscoredCount));
        Assert.IsNull(metrics.Chunks);
        Assert.AreEqual("""
            Accuracy 0.5000 of 4 steps

            Label  Precision  Recall      F1  Count
            ---------------------------------------
            noun      0.5000  0.5000  0.5000      2
            verb      0.5000  0.5000  0.5000      2
            """, metrics.ToString());
    }

    // The label column has learnt the keys as "a, b", the predictions as "b, c, a".
    [TestMethod]
    public void LabelsAreMatchedByValueWhateverTheirKeys()
    {
        RnnStepMetrics metrics = Multiclass.EvaluateSteps(EvaluatedRows.Texts(("a a b b", "b b c a"), ("b a", "b a")));
        CollectionAssert.AreEqual(new[] { ("a", 3L, 2L, 1L), ("b", 3L, 3L, 1L), ("c", 0L, 1L, 0L) }, Counts(metrics));
        Assert.AreEqual((1.0 / 3, 1.0 / 2, 1.0 / 3, 2.0 / 5),
            (metrics.Accuracy, metrics.Labels[0].Precision, metrics.Labels[0].Recall, metrics.Labels[0].F1));
        Assert.AreEqual((0.0, 0.0, 0.0), (metrics.Labels[2].Precision, metrics.Labels[2].Recall, metrics.Labels[2].F1));
    }

    [TestMethod]
    public void KeysWithoutValuesAreMatchedByNumber()
    {
        NumberedRow row = new() { Label = ["b", "a", "a"], PredictedLabel = [1, 1, 3] };
        IDataView rows = EvaluatedRows.Ml.Data.LoadFromEnumerable(new[] { row });
        IDataView named = EvaluatedRows.Ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
        CollectionAssert.AreEqual(
            new[] { ("b", 1L, 2L, 1L), ("a", 2L, 0L, 0L), ("3", 0L, 1L, 0L) }, Counts(Multiclass.EvaluateSteps(named)));
        CollectionAssert.AreEqual(new[] { ("1", 2L, 2L, 2L), ("2", 0L, 0L, 0L), ("3", 1L, 1L, 1L) },
            Counts(Multiclass.EvaluateSteps(rows, "PredictedLabel", "PredictedLabel")));
    }

    [TestMethod]
    public void MissingLabelsCountForNothingAndMissingPredictionsApart()
    {
        RnnStepMetrics metrics = Multiclass.EvaluateSteps(EvaluatedRows.Texts((". a b .", "a a . ."), ("a b", "a a . ."), ("b . .", "b")));
        Assert.AreEqual((3 / 4.0, 4L, 1L), (metrics.Accuracy, metrics.Count, metrics.UnscoredCount));
    }

    [TestMethod]
    public void YesOrNoIsToldByTheScoresSign()
    {
        IDataView numbers = EvaluatedRows.Numbers([([0, 1, 1, float.NaN], [-1, 2, 0, 5]), ([1, 0], [float.NaN, 3])]);
        IDataView booleans = EvaluatedRows.Ml.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Boolean)
            .Fit(numbers).Transform(EvaluatedRows.Numbers([([0, 1, 1, 1], [-1, 2, 0, float.NaN]), ([0], [3])]));
        RnnStepMetrics metrics = EvaluatedRows.Ml.BinaryClassification.EvaluateSteps(numbers);
        Assert.AreEqual(metrics.ToString(), EvaluatedRows.Ml.BinaryClassification.EvaluateSteps(booleans).ToString());
        CollectionAssert.AreEqual(new[] { ("False", 2L, 2L, 1L), ("True", 2L, 2L, 1L) }, Counts(metrics));
        Assert.AreEqual(1, metrics.UnscoredCount);
        RnnRowException error = Assert.ThrowsExactly<RnnRowException>(
            () => EvaluatedRows.Ml.BinaryClassification.EvaluateSteps(EvaluatedRows.Numbers([([0], [1]), ([0.5f], [1])])));
        Assert.AreEqual((2L, "Label"), (error.Row, error.ColumnName));
    }

    private static (string, long, long, long)[] Counts(RnnStepMetrics metrics) =>
        [.. metrics.Labels.Select(label => (label.Label, label.Count, label.PredictedCount, label.CorrectCount))];

    private sealed class NumberedRow
    {
        public string[] Label { get; set; } = [];

        [KeyType(3)]
        public uint[] PredictedLabel { get; set; } = [];
    }
}
