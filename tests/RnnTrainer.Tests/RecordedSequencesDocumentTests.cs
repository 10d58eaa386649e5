using RnnTrainer.Tests.Ts;

namespace RnnTrainer.Tests;

/// <summary>What docs/recorded-sequences.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class RecordedSequencesDocumentTests
{
    [TestMethod]
    public void TheExampleCompilesAndRuns()
    {
        string folder = Environment.CurrentDirectory;
        using TemporaryFolder temporary = new();
        foreach (string part in (string[])["TRAIN", "TEST"])
            temporary.Write($"Gestures_{part}.ts", Gestures(part.Length).ToFile());
        try
        {
            Environment.CurrentDirectory = temporary.FullPath;
            ITransformer model = FromTsFiles();
            Assert.IsTrue(File.Exists("gestures.zip"));
            IDataView scored = model.Transform(new MLContext().Data.LoadFromTs("Gestures_TEST.ts"));
            int right = scored.GetColumn<ReadOnlyMemory<char>>("Gesture").Zip(scored.GetColumn<uint>("Label"))
                .Count(row => row.First.ToString() == (row.Second == 1 ? "up" : "down"));
            Assert.IsGreaterThan(28, right, "of 30");
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/recorded-sequences.md", "tests/RnnTrainer.Tests/RecordedSequencesDocumentTests.cs", 1);

    private static ITransformer FromTsFiles()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView train = ml.Data.LoadFromTs("Gestures_TRAIN.ts");
        IDataView test = ml.Data.LoadFromTs("Gestures_TEST.ts");

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Sensor))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Gesture", "PredictedLabel"));

        ITransformer model = pipeline.Fit(train);
        Console.WriteLine(ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
        ml.Model.Save(model, train.Schema, "gestures.zip");
        // end
        return model;
    }

    // One channel rises or falls, the other is noise; lengths differ.
    private static TsContent Gestures(int seed)
    {
        Random random = new(seed);
        return new(2, null, [.. Enumerable.Range(0, 30).Select(row =>
        {
            int slope = row % 2 == 0 ? 1 : -1;
            float[] values = [.. Enumerable.Range(0, 2 * (8 + row % 5)).Select(i =>
                i % 2 == 0 ? slope * i / 10f + random.NextSingle() : random.NextSingle())];
            return (values, (object?)(slope > 0 ? "up" : "down"));
        })]);
    }
}
