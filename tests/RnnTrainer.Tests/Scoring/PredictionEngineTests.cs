namespace RnnTrainer.Tests.Scoring;

[TestClass]
public sealed class PredictionEngineTests
{
    private const int Predictions = 2000;

    [TestMethod]
    public void AWarmEngineAllocatesNoMoreThanOneThatCopiesAColumn()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options).Fit(data);
        ITransformer copy = ml.Transforms.CopyColumns("Score", "Features").Fit(data);
        Assert.AreEqual(Allocated<Scores>(ml, copy), Allocated<ToySequences.Prediction>(ml, model), $"bytes of {Predictions} predictions");
    }

    private static long Allocated<TPrediction>(MLContext ml, ITransformer transformer)
        where TPrediction : class, new()
    {
        using PredictionEngine<Input, TPrediction> engine = ml.Model.CreatePredictionEngine<Input, TPrediction>(transformer);
        Input[] inputs = [.. ToySequences.Rows(10).Select(row => new Input { Features = row.Features })];
        TPrediction prediction = new();
        long before = 0;
        for (int i = 0; i < 2 * Predictions; i++)
        {
            if (i == Predictions)
                before = GC.GetAllocatedBytesForCurrentThread();
            engine.Predict(inputs[i % inputs.Length], ref prediction);
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Input
    {
        [VectorType(ToySequences.TimeSteps, ToySequences.InputSize)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }
}
