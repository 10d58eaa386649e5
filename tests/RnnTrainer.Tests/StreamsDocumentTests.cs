namespace RnnTrainer.Tests;

/// <summary>What docs/streams.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class StreamsDocumentTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static readonly Lazy<ITransformer> Trained = new(() =>
    {
        RaggedSequences.Row[] rows = [.. Enumerable.Range(0, 60).Select(i => new RaggedSequences.Row
        {
            Features = [.. Enumerable.Range(0, 3 * (2 + i % 7)).Select(t => 0.1f * MathF.Sin(t) + i % 2)],
            Name = "ab"[i % 2].ToString(),
        })];
        RnnOptions options = RnnOptions.Gru with { InputSize = 3, HiddenSize = 8, Pooling = RnnPooling.Last, BatchSize = 10, Epochs = 60 };
        return Ml.MulticlassClassification.Trainers.Rnn(options)
            .Append(Ml.Transforms.CopyColumns("Copied", "Score")).Fit(RaggedSequences.Data(Ml, rows));
    });

    [TestMethod]
    public void TheExampleOfAStreamCompilesAndRuns()
    {
        List<long> alarms = [];
        Watch(Trained.Value, [.. Enumerable.Range(0, 6).Select(t => new[] { 1, 1 + 0.1f * MathF.Sin(t), 1 })], alarms);
        Assert.IsNotEmpty(alarms);
        Assert.IsTrue(alarms.All(step => step is >= 1 and <= 6));
    }

    [TestMethod]
    public void TheExampleOfStatesCompilesAndRuns()
    {
        RnnTransformer network = ((IEnumerable<ITransformer>)Trained.Value).OfType<RnnTransformer>().Single();
        Assert.AreEqual(0, SaveAndRestore(network, ["left", "right"]).Steps);
    }

    [TestMethod]
    public void TheExampleOfOnnxCompilesAndRuns()
    {
        using TemporaryFolder temporary = new();
        string folder = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = temporary.FullPath;
            Export(((IEnumerable<ITransformer>)Trained.Value).OfType<RnnTransformer>().Single());
            Assert.IsTrue(File.Exists("step.onnx"));
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/streams.md", "tests/RnnTrainer.Tests/StreamsDocumentTests.cs", 3);

    private static void Watch(ITransformer model, float[][] readings, List<long> alarms)
    {
        // example:
        RnnTransformer network = ((IEnumerable<ITransformer>)model).OfType<RnnTransformer>().Single();
        RnnStreamScorer stream = network.CreateStream();
        foreach (float[] reading in readings)                             // [inputs]
        {
            ReadOnlySpan<float> scores = stream.Push(reading);            // Score after all readings so far
            if (scores[1] > 0.9f)
                alarms.Add(stream.Steps);
        }
        // end
    }

    private static RnnStreamScorer SaveAndRestore(RnnTransformer network, string[] devices)
    {
        // example:
        Dictionary<string, RnnStreamScorer> streams = devices.ToDictionary(device => device, _ => network.CreateStream());
        byte[] state = new byte[streams[devices[0]].StateSize];           // the same size for all streams of a network
        streams[devices[0]].Save(state);                                  // or Save(stream), one after another

        RnnStreamScorer later = network.CreateStream();                   // in any process, on any machine
        later.Restore(state);                                             // continues where the device was
        // end
        return later;
    }

    private static void Export(RnnTransformer network)
    {
        // example:
        network.SaveAsOnnx("step.onnx", new RnnOnnxOptions { IncludeStates = true, IncludeSequenceLengths = false });
        // Features [batch, time steps, inputs], h0 [1, batch, units] -> PredictedLabel, Score, h0_next; an LSTM has c0 and c0_next too.
        // Start with zeros, then pass the returned states. A call may take one step or several.
        // end
    }
}
