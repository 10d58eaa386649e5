namespace RnnTrainer.Tests.Training.Checkpoints;

/// <summary>A checkpoint written by an earlier build is still taken up, and one of an earlier format is refused.</summary>
[TestClass]
public sealed class GoldenCheckpointTests
{
    private const string Name = "checkpoint-v2.rnnckpt", Weights = "checkpoint-v2.weights.txt";

    // Vector instructions of different width sum in different orders; weights are around 1.
    private const double Tolerance = 1e-4;

    private static readonly string Folder = Repository.PathOf("tests", "RnnTrainer.Tests", "Training", "Golden");

    // Every option has a value of its own here: one that comes later must leave this as it was.
    private static readonly RnnOptions Options = VictimRun.Options with
    {
        Cell = RnnCell.Lstm,
        Bidirectional = true,
        Pooling = RnnPooling.Last | RnnPooling.Mean,
        Epochs = 4,
        Dropout = 0.1f,
        Optimizer = new RnnAdamW { WeightDecay = 0.02f },
        Schedule = new RnnPlateauSchedule { Patience = 1 },
        ClipNorm = 2,
        LabelSmoothing = 0.05f,
        Augmentation = new RnnAugmentation { Noise = 0.01f },
        ClassWeights = RnnClassWeights.Of(1, 2, 1),
    };

    [TestMethod]
    public void ACheckpointOfVersion2IsResumed()
    {
        RnnTransformer model = VictimRun.Fit(Options with { ResumeFrom = Path.Combine(Folder, Name) });
        Assert.HasCount(4, model.History);
        double[] expected = [.. File.ReadAllLines(Path.Combine(Folder, Weights)).Select(line => double.Parse(line, System.Globalization.CultureInfo.InvariantCulture))];
        float[] found = Flat(model);
        Assert.HasCount(expected.Length, found);
        for (int i = 0; i < found.Length; i++)
            Assert.AreEqual(expected[i], found[i], Tolerance, $"weight {i}");
    }

    [TestMethod]
    public void ACheckpointOfVersion1IsRefusedInOneSentence()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("checkpoint-000000015.rnnckpt", [.. "RNNCKPT\n"u8, 1, 0, 0, 0, 9, 9, 9, 9]);
        foreach (string from in new[] { file, folder.FullPath })
        {
            string message = Assert.ThrowsExactly<InvalidDataException>(() => VictimRun.Fit(Options with { ResumeFrom = from })).Message;
            StringAssert.Contains(message, "format version 1");
            Assert.IsFalse(message.Contains(". ", StringComparison.Ordinal), message);
        }
    }

    [TestMethod]
    [Ignore("Made the files; run by hand, with another name, when the format gets a new version.")]
    public void Make()
    {
        using TemporaryFolder folder = new();
        VictimRun.Fit(Options with
        {
            Checkpoints = new RnnCheckpoints { Folder = folder.FullPath, Keep = 1 },
            ProgressSteps = 1,
            Progress = report =>
            {
                if (report.Step == 25)
                    report.RequestStop();
            },
        });
        Directory.CreateDirectory(Folder);
        File.Copy(Directory.GetFiles(folder.FullPath, "*.rnnckpt").Single(), Path.Combine(Folder, Name), overwrite: true);
        RnnTransformer whole = VictimRun.Fit(Options with { ResumeFrom = Path.Combine(Folder, Name) });
        File.WriteAllLines(Path.Combine(Folder, Weights), Flat(whole).Select(weight => weight.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static float[] Flat(RnnTransformer model) => [.. model.Model.ParameterNames.SelectMany(name => model.Model.GetParameter(name).ToArray())];
}
