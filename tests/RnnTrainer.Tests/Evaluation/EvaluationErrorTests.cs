namespace RnnTrainer.Tests.Evaluation;

/// <summary>Data that cannot be evaluated are refused with the column or row, and what is wanted.</summary>
[TestClass]
public sealed class EvaluationErrorTests
{
    private static readonly MLContext Ml = EvaluatedRows.Ml;
    private static readonly IDataView Numbers = EvaluatedRows.Numbers([([1, 2], [1, 2])]), Texts = EvaluatedRows.Texts(("a b", "a b"));

    private static readonly (string Column, Action Evaluate)[] WithoutAColumn =
    [
        ("Target", () => Ml.Regression.EvaluateOutputs(Numbers, "Target")),
        ("Target", () => Ml.Regression.EvaluateQuantiles(Numbers, "Target")),
        ("Other", () => Ml.Regression.EvaluateSteps(Numbers, scoreColumnName: "Other")),
        ("Tags", () => Ml.MulticlassClassification.EvaluateSteps(Texts, predictedLabelColumnName: "Tags")),
        ("Logit", () => Ml.BinaryClassification.EvaluateSteps(Numbers, scoreColumnName: "Logit")),
    ];

    private static readonly (string Column, Action Evaluate)[] WithAColumnOfAnotherType =
    [
        ("Label", () => Ml.Regression.EvaluateOutputs(Numbers)), // of unknown size
        ("PredictedLabel", () => Ml.Regression.EvaluateOutputs(Texts, "PredictedLabel", "Label")),
        ("Score", () => Ml.Regression.EvaluateOutputs(EvaluatedRows.Numbers([([1, 2], [1, 2, 3])], 2, 3))),
        ("Label", () => Ml.Regression.EvaluateQuantiles(Texts, "Label", "Label")),
        ("Score", () => Ml.Regression.EvaluateQuantiles(EvaluatedRows.Numbers([([1, 2], [1, 2, 3])], 2, 3), levels: [0.1f, 0.9f])),
        ("Label", () => Ml.Regression.EvaluateSteps(EvaluatedRows.Numbers([([1], [1])], labels: null))),
        ("Label", () => Ml.MulticlassClassification.EvaluateSteps(Numbers, predictedLabelColumnName: "Score")),
        ("PredictedLabel", () => Ml.BinaryClassification.EvaluateSteps(Texts, "PredictedLabel", "Label")),
    ];

    [TestMethod]
    public void AMissingColumnIsNamed()
    {
        foreach ((string column, Action evaluate) in WithoutAColumn)
        {
            RnnColumnException error = Assert.ThrowsExactly<RnnColumnException>(evaluate);
            Assert.AreEqual((column, null), (error.ColumnName, error.ColumnType));
        }
    }

    [TestMethod]
    public void AColumnOfAnotherTypeIsNamed()
    {
        foreach ((string column, Action evaluate) in WithAColumnOfAnotherType)
        {
            RnnColumnException error = Assert.ThrowsExactly<RnnColumnException>(evaluate);
            Assert.AreEqual(column, error.ColumnName);
            Assert.IsNotNull(error.ColumnType);
            Assert.IsLessThan(230, error.Message.Length, error.Message);
        }
    }

    [TestMethod]
    public void ARowWithMoreLabelsThanPredictionsOrFewerIsNamed()
    {
        (float[], float[])[] equal = [([1, 2], [1, 2])], more = [.. equal, ([1, 2, 3], [1, 2])], fewer = [.. equal, ([1], [1, 2])];
        foreach ((float[], float[])[] rows in new[] { more, fewer })
        {
            Check(() => Ml.Regression.EvaluateSteps(EvaluatedRows.Numbers(rows)), "Label");
            Check(() => Ml.Regression.EvaluateQuantiles(EvaluatedRows.Numbers(rows), levels: [0.5f]), "Label");
            IDataView signs = EvaluatedRows.Numbers([.. rows.Select(row => ((float[])[.. row.Item1.Select(_ => 1f)], row.Item2))]);
            Check(() => Ml.BinaryClassification.EvaluateSteps(signs), "Label");
        }
        Check(() => Ml.MulticlassClassification.EvaluateSteps(EvaluatedRows.Texts(("a b", "a b"), ("a b c", "a b"))), "Label");
        Check(() => Ml.MulticlassClassification.EvaluateSteps(EvaluatedRows.Texts(("a b", "a b"), ("a b", "a b c"))), "Label");
        IDataView brokenOff = EvaluatedRows.Numbers([([1], [1, 2]), ([1, 2], [1, 2, 3])]);
        Check(() => Ml.Regression.EvaluateQuantiles(brokenOff, levels: [0.1f, 0.9f]), "Score");

        static void Check(Action evaluate, string column)
        {
            RnnRowException error = Assert.ThrowsExactly<RnnRowException>(evaluate);
            Assert.AreEqual((2L, column), (error.Row, error.ColumnName));
        }
    }

    [TestMethod]
    public void NothingToCompareIsAnError()
    {
        foreach (float[] labels in new float[][] { [float.NaN, float.NaN], [1, 1] })
        {
            (float[], float[])[] rows = [(labels, [float.NaN, float.NaN])];
            Action[] evaluations =
            [
                () => Ml.Regression.EvaluateOutputs(EvaluatedRows.Numbers(rows, 2, 2)),
                () => Ml.Regression.EvaluateSteps(EvaluatedRows.Numbers(rows)),
                () => Ml.Regression.EvaluateQuantiles(EvaluatedRows.Numbers(rows), levels: [0.5f]),
                () => Ml.BinaryClassification.EvaluateSteps(EvaluatedRows.Numbers(rows)),
                () => Ml.MulticlassClassification.EvaluateSteps(EvaluatedRows.Texts((float.IsNaN(labels[0]) ? ". ." : "a a", ". ."))),
            ];
            foreach (Action evaluate in evaluations)
                Assert.ThrowsExactly<InvalidOperationException>(evaluate);
        }
    }

    [TestMethod]
    public void MissingArgumentsAreNamed()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => Ml.Regression.EvaluateOutputs(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => ((RegressionCatalog)null!).EvaluateOutputs(Numbers));
        ArgumentException empty = Assert.ThrowsExactly<ArgumentException>(() => Ml.Regression.EvaluateSteps(Numbers, ""));
        Assert.AreEqual("labelColumnName", empty.ParamName);
    }
}
