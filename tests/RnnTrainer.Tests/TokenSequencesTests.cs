namespace RnnTrainer.Tests;

/// <summary>Words as sequences: ML.NET makes vectors of them, of unknown length by the number of words that it knows.</summary>
[TestClass]
public sealed class TokenSequencesTests
{
    [TestMethod]
    public void ATextIsClassifiedSavedAndLoadedWithoutSayingHowManyWordsThereAre()
    {
        MLContext ml = new(1);
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Review
        {
            Words = i % 2 == 0 ? "a fine good day" : "a poor bad night in town",
            Opinion = i % 2 == 0 ? "likes" : "dislikes",
        }));
        RnnOptions options = new() { HiddenSize = 8, BatchSize = 10, Epochs = 20, LearningRate = 0.02f, Seed = 1 };
        ITransformer model = ml.Transforms.Text.TokenizeIntoWords("Tokens", "Words")
            .Append(ml.Transforms.Conversion.MapValueToKey("Keys", "Tokens"))
            .Append(ml.Transforms.Conversion.MapKeyToVector("Features", "Keys", outputCountVector: false))
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", "Opinion"))
            .Append(ml.MulticlassClassification.Trainers.Rnn(options))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel")).Fit(data);
        Assert.AreEqual("Vector<Single, *, 9>", $"{model.GetOutputSchema(data.Schema)["Features"].Type}");

        using MemoryStream stream = new();
        ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        float[][] expected = [.. model.Transform(data).GetColumn<float[]>("Score")];
        float[][] scores = [.. loaded.Transform(data).GetColumn<float[]>("Score")];
        for (int row = 0; row < expected.Length; row++)
            CollectionAssert.AreEqual(expected[row], scores[row]);

        using PredictionEngine<Review, Answer> engine = ml.Model.CreatePredictionEngine<Review, Answer>(loaded);
        Assert.AreEqual("likes", engine.Predict(new Review { Words = "a fine good day" }).Predicted);
        Assert.AreEqual("dislikes", engine.Predict(new Review { Words = "a poor bad night in town" }).Predicted);

        // No word is no step: there is nothing to say of it.
        Answer none = engine.Predict(new Review { Words = "" });
        Assert.AreEqual(("", true), (none.Predicted, none.Score.All(float.IsNaN)));
    }

    private sealed class Review
    {
        public string Words { get; set; } = "";

        public string Opinion { get; set; } = "";
    }

    private sealed class Answer
    {
        public string Predicted { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
