using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Scoring;

[TestClass]
public sealed class ConcurrencyTests
{
    [TestMethod]
    public void OneTransformerScoresAlikeFromManyThreads()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options).Fit(data);
        string[] expected = ViewText.Rows(model.Transform(data), "Score", "PredictedLabel");
        Parallel.For(0, 16, _ => CollectionAssert.AreEqual(expected, ViewText.Rows(model.Transform(data), "Score", "PredictedLabel")));
    }

    [TestMethod]
    public void PredictionEnginesOnManyThreadsAgreeWithTransform()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options).Fit(data);
        ToySequences.Row[] rows = ToySequences.Rows(90);
        ToySequences.Prediction[] expected = [.. ml.Data.CreateEnumerable<ToySequences.Prediction>(model.Transform(data), false,
            ignoreMissingColumns: true)];
        Parallel.For(0, 8, _ =>
        {
            using PredictionEngine<ToySequences.Row, ToySequences.Prediction> engine =
                ml.Model.CreatePredictionEngine<ToySequences.Row, ToySequences.Prediction>(model);
            for (int i = 0; i < rows.Length; i++)
            {
                ToySequences.Prediction actual = engine.Predict(rows[i]);
                Assert.AreEqual(expected[i].PredictedLabel, actual.PredictedLabel);
                CollectionAssert.AreEqual(expected[i].Score, actual.Score);
            }
        });
    }
}
