namespace RnnTrainer.Tests.Scoring;

/// <summary>A row without a time step ends no scoring job: it has no score, as a row of NaN has none.</summary>
[TestClass]
public sealed class EmptySequenceTests
{
    private static readonly RnnOptions Options = new() { HiddenSize = 3, Epochs = 2, Seed = 1, InputSize = 3 };

    [TestMethod]
    [DataRow(new[] { 0 })]
    [DataRow(new[] { 0, 9 })]
    [DataRow(new[] { 9, 0 })]
    [DataRow(new[] { 6, 0, 0, 3, 9, 0, 6 })]
    public void ItScoresNaNAndAMissingLabelAndLeavesTheOthersAsTheyAre(int[] sizes)
    {
        RnnOptions both = Options with { Bidirectional = true, Cell = RnnCell.Gru, Pooling = RnnPooling.Last | RnnPooling.Max };
        foreach (RnnOptions options in new[] { Options, both })
        {
            MLContext ml = new(1);
            RnnTransformer network = new RnnEstimator(ml, options).Fit(VectorRows.Data(ml, VectorRows.Of(6, 9, 12, 3), 0, 3));
            VectorRows.Row[] rows = VectorRows.Of(sizes);
            IDataView scored = network.Transform(VectorRows.Data(ml, rows, 0, 3));
            float[][] scores = [.. scored.GetColumn<float[]>("Score")];
            uint[] labels = [.. scored.GetColumn<uint>("PredictedLabel")];
            for (int row = 0; row < sizes.Length; row++)
            {
                float[] expected = sizes[row] == 0 ? [float.NaN, float.NaN] : network.ScoreEachStep(rows[row].Features)[^1];
                CollectionAssert.AreEqual(expected, scores[row], $"row {row}");
                Assert.AreEqual(sizes[row] == 0, labels[row] == 0, $"row {row}");
            }
        }
    }

    [TestMethod]
    public void ALengthOfZeroIsAnEmptySequence()
    {
        MLContext ml = new(1);
        VectorRows.Row[] rows = VectorRows.Of(6, 6, 6);
        RnnEstimator trainer = new(ml, Options with { InputSize = null, LengthColumnName = "Steps" });
        RnnTransformer network = trainer.Fit(VectorRows.Data(ml, rows, 2, 3));
        rows[1].Steps = 0;
        uint[] labels = [.. network.Transform(VectorRows.Data(ml, rows, 2, 3)).GetColumn<uint>("PredictedLabel")];
        CollectionAssert.AreEqual(new[] { true, false, true }, labels.Select(label => label > 0).ToArray());
    }

    [TestMethod]
    public void APredictionEngineSaysTheSame()
    {
        MLContext ml = new(1);
        RnnTransformer network = new RnnEstimator(ml, Options).Fit(VectorRows.Data(ml, VectorRows.Of(6, 9, 12, 3), 0));
        using var engine = ml.Model.CreatePredictionEngine<VectorRows.Row, ToySequences.Prediction>(network);
        foreach (float[] features in new float[][] { [], [1, 2, 3], null! })
        {
            ToySequences.Prediction prediction = engine.Predict(new VectorRows.Row { Features = features });
            Assert.AreEqual(features is { Length: > 0 }, prediction.PredictedLabel > 0);
            Assert.AreEqual(features is { Length: > 0 }, prediction.Score.All(float.IsFinite));
        }
    }
}
