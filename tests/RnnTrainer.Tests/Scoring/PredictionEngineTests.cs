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
        Input[] inputs = [.. ToySequences.Rows(10).Select(row => new Input { Features = row.Features })];
        Assert.AreEqual(Allocated<Input, Scores>(ml, copy, inputs), Allocated<Input, ToySequences.Prediction>(ml, model, inputs),
            $"bytes of {Predictions} predictions");
    }

    [TestMethod]
    public void NeitherDoesOneForSequencesOfAnyLength()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = [.. Enumerable.Range(1, 10)
            .Select(i => new RaggedSequences.Row { Features = new float[i * 7 % 10 * 3 + 3], Name = "ab"[i % 2].ToString() })];
        IDataView data = RaggedSequences.Data(ml, rows);
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options with
        {
            InputSize = 3,
            Cell = RnnCell.Gru,
            Layers = 2,
            Bidirectional = true
        }).Fit(data);
        ITransformer copy = ml.Transforms.CopyColumns("Score", "Weight").Fit(data);
        Assert.IsLessThanOrEqualTo(
            Allocated<RaggedSequences.Row, Number>(ml, copy, rows),
            Allocated<RaggedSequences.Row, ToySequences.Prediction>(ml, model, rows), $"bytes of {Predictions} predictions");
    }

    private static long Allocated<TInput, TPrediction>(MLContext ml, ITransformer transformer, TInput[] inputs)
        where TInput : class
        where TPrediction : class, new()
    {
        using PredictionEngine<TInput, TPrediction> engine = ml.Model.CreatePredictionEngine<TInput, TPrediction>(transformer);
        TPrediction prediction = new();
        return Allocation.Least(() =>
        {
            for (int i = 0; i < Predictions; i++)
                engine.Predict(inputs[i % inputs.Length], ref prediction);
        });
    }

    private sealed class Input
    {
        [VectorType(ToySequences.TimeSteps, ToySequences.InputSize)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Number
    {
        public float Score { get; set; }
    }

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }
}
