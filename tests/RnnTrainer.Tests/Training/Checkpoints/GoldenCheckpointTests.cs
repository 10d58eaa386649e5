using System.Globalization;

namespace RnnTrainer.Tests.Training.Checkpoints;

/// <summary>A checkpoint written by an earlier build is still taken up, and one of an earlier format is refused.</summary>
[TestClass]
public sealed class GoldenCheckpointTests
{
    private const string Plain = "checkpoint-v2", Averaged = "checkpoint-v2-averaged";

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

    private static readonly Dictionary<string, RnnOptions> Goldens = new()
    {
        [Plain] = Options,
        [Averaged] = Options with { Cell = RnnCell.Gru, WeightAveraging = new RnnEma { Decay = 0.9f }, RecurrentDropout = 0.2f },
    };

    [TestMethod]
    [DataRow(Plain)]
    [DataRow(Averaged)]
    public void ACheckpointOfVersion2IsResumed(string name)
    {
        RnnTransformer model = VictimRun.Fit(Goldens[name] with { ResumeFrom = CheckpointOf(name) });
        Assert.HasCount(4, model.History);
        double[] expected = [.. File.ReadAllLines(WeightsOf(name)).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
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
    [Ignore("Made the files; run by hand, for a new name, when the format gets a new version or section.")]
    [DataRow(Averaged)]
    public void Make(string name)
    {
        using TemporaryFolder folder = new();
        VictimRun.Fit(Goldens[name] with
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
        File.Copy(Directory.GetFiles(folder.FullPath, "*.rnnckpt").Single(), CheckpointOf(name), overwrite: true);
        RnnTransformer whole = VictimRun.Fit(Goldens[name] with { ResumeFrom = CheckpointOf(name) });
        File.WriteAllLines(WeightsOf(name), Flat(whole).Select(weight => weight.ToString("R", CultureInfo.InvariantCulture)));
    }

    private static string CheckpointOf(string name) => Path.Combine(Folder, $"{name}.rnnckpt");

    private static string WeightsOf(string name) => Path.Combine(Folder, $"{name}.weights.txt");

    private static float[] Flat(RnnTransformer model) =>
        [.. model.Model.ParameterNames.SelectMany(name => model.Model.GetParameter(name).ToArray())];
}
