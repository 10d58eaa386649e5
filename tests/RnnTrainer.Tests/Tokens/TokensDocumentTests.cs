namespace RnnTrainer.Tests.Tokens;

/// <summary>What docs/tokens.md says is so: its example is the code below.</summary>
[TestClass]
public sealed class TokensDocumentTests
{
    [TestMethod]
    public void TheExampleCompilesAndRuns()
    {
        string folder = Environment.CurrentDirectory;
        using TemporaryFolder temporary = new();
        string[] spam = ["call now to win", "claim your free prize now", "win a free prize"];
        string[] others = ["see you at home", "call me when you are home"];
        temporary.Write("messages.tsv", string.Concat(Enumerable.Range(0, 200).Select(i =>
            i % 2 == 0 ? $"1\t{spam[i / 2 % 3]}\n" : $"0\t{others[i / 2 % 2]}\n")));
        try
        {
            Environment.CurrentDirectory = temporary.FullPath;
            ITransformer model = FromTexts();
            Assert.IsTrue(File.Exists("spam.zip"));
            MLContext ml = new();
            IDataView scored = model.Transform(ml.Data.LoadFromTextFile<Message>("messages.tsv", hasHeader: false));
            Assert.AreEqual(1, ml.BinaryClassification.Evaluate(scored, "IsSpam").Accuracy);
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    [TestMethod]
    public void TheExampleIsTheCodeOfThisTest() =>
        DocumentExamples.AreTheCodeOf("docs/tokens.md", "tests/RnnTrainer.Tests/Tokens/TokensDocumentTests.cs", 1);

    private static ITransformer FromTexts()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView train = ml.Data.LoadFromTextFile<Message>("messages.tsv", hasHeader: false);

        var pipeline = ml.Transforms.Text.NormalizeText("Text")
            .Append(ml.Transforms.Text.TokenizeIntoWords("Words", "Text"))
            .Append(ml.Transforms.Conversion.MapValueToKey("Features", "Words"))
            .Append(ml.BinaryClassification.Trainers.Rnn(new RnnOptions
            {
                LabelColumnName = "IsSpam",
                Cell = RnnCell.Gru,
                Bidirectional = true,
                Pooling = RnnPooling.Max,
                TokenDropout = 0.1f,
            }));

        ITransformer model = pipeline.Fit(train);
        ml.Model.Save(model, train.Schema, "spam.zip");

        using var engine = ml.Model.CreatePredictionEngine<Message, Verdict>(model);
        Console.WriteLine(engine.Predict(new Message { Text = "call now to claim your prize" }).Probability);
        // end
        return model;
    }

    private sealed class Message
    {
        [LoadColumn(0)]
        public bool IsSpam { get; set; }

        [LoadColumn(1)]
        public string Text { get; set; } = "";
    }

    private sealed class Verdict
    {
        public float Probability { get; set; }
    }
}
