using System.Text;

namespace RnnTrainer.Tests.TensorBoard;

/// <summary>What is written for TensorBoard is what was measured, in the form that it reads.</summary>
[TestClass]
public sealed class TensorBoardTests
{
    [TestMethod]
    public void AHistoryIsReadBack()
    {
        using TemporaryFolder folder = new();
        string run = folder.PathOf("runs");
        DateTimeOffset before = DateTimeOffset.UtcNow;
        HistoryLines.Two.SaveAsTensorBoard(run);
        HistoryLines.Two.SaveAsTensorBoard(run); // in place of the first

        IReadOnlyList<EventRecords.Record> training = EventRecords.InFolder(run, "training");
        Assert.AreEqual("brain.Event:2", training[0].Version);
        CollectionAssert.AreEqual(new long[] { 0, 1, 2 }, training.Select(record => record.Step).ToArray());
        CollectionAssert.AreEqual(
            new[] { ("epoch/Loss", 0.5f), ("epoch/Accuracy", 0.25f), ("epoch/LearningRate", 0.001f), ("epoch/GradientNorm", 0f) },
            training[1].Scalars.ToArray());
        CollectionAssert.AreEqual(
            new[] { ("epoch/Loss", 0.4f), ("epoch/Accuracy", 0.5f), ("epoch/LearningRate", 0.001f), ("epoch/GradientNorm", 1.5f) },
            training[2].Scalars.ToArray());
        Assert.IsInRange(before.ToUnixTimeSeconds() - 1.0, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1.0, training[2].WallTime);

        IReadOnlyList<EventRecords.Record> validation = EventRecords.InFolder(run, "validation");
        CollectionAssert.AreEqual(new long[] { 0, 2 }, validation.Select(record => record.Step).ToArray());
        CollectionAssert.AreEqual(new[] { ("epoch/Loss", 0.45f), ("epoch/Accuracy", 0.75f) }, validation[1].Scalars.ToArray());
        Assert.HasCount(2, Directory.GetDirectories(run));
    }

    [TestMethod]
    public void MetricsOnTestRowsHaveAFolderOfTheirOwn()
    {
        using TemporaryFolder folder = new();
        new[] { HistoryLines.Line(1, 0, ("TestAccuracy", 0.5), ("Test", 0.25)) }.SaveAsTensorBoard(folder.FullPath);
        CollectionAssert.AreEqual(new[] { ("epoch/Accuracy", 0.5f) }, EventRecords.InFolder(folder.FullPath, "test")[1].Scalars.ToArray());
        Assert.AreEqual(("epoch/Test", 0.25f), EventRecords.InFolder(folder.FullPath, "training")[1].Scalars[0]);
    }

    /// <summary>While a run goes on each report is in the file at once, and at its end the epochs are those of the history.</summary>
    [TestMethod]
    public void ARunIsWrittenReportByReport()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new(1);
        RnnTensorBoard log = new(folder.FullPath);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.FullPath), "nothing before the first report");
        List<(long Step, double Loss)> reported = [];
        RnnOptions options = new()
        {
            Epochs = 2,
            BatchSize = 20,
            HiddenSize = 4,
            ValidationFraction = 0.2f,
            ProgressSteps = 2,
            Progress = progress =>
            {
                log.Report(progress);
                EventRecords.Record last = EventRecords.InFolder(folder.FullPath, "training")[^1];
                Assert.AreEqual(progress.IsEpochEnd ? progress.Epoch : progress.Step, last.Step);
                if (!progress.IsEpochEnd)
                    reported.Add((progress.Step, progress.Loss));
            },
        };
        RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(options).Fit(ToySequences.Data(ml));

        ILookup<bool, EventRecords.Record> ofEpochs = EventRecords.InFolder(folder.FullPath, "training").Skip(1)
            .ToLookup(record => record.Scalars[0].Tag.StartsWith("epoch/", StringComparison.Ordinal));
        Assert.IsNotEmpty(reported);
        CollectionAssert.AreEqual(
            reported.Select(one => (one.Step, "step/Loss", (float)one.Loss)).ToArray(),
            ofEpochs[false].Select(record => (record.Step, record.Scalars[0].Tag, record.Scalars[0].Value)).ToArray());
        CollectionAssert.AreEqual(
            network.History.Select(epoch => ((long)epoch.Epoch, (float)epoch.Loss, epoch.LearningRate)).ToArray(),
            ofEpochs[true].Select(record => (record.Step, Of(record, "epoch/Loss"), Of(record, "epoch/LearningRate"))).ToArray());
        CollectionAssert.AreEqual(
            network.History.Select(epoch => ((long)epoch.Epoch, (float)epoch.ValidationAccuracy!)).ToArray(),
            EventRecords.InFolder(folder.FullPath, "validation").Skip(1)
                .Select(record => (record.Step, Of(record, "epoch/Accuracy"))).ToArray());
    }

    [TestMethod]
    public void RunsOfOneFolderDoNotShareAFile()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        for (int run = 0; run < 2; run++)
        {
            RnnOptions options = new() { Steps = 1, HiddenSize = 2, Progress = new RnnTensorBoard(folder.FullPath).Report };
            ml.MulticlassClassification.Trainers.Rnn(options).Fit(data);
        }
        Assert.HasCount(2, Directory.GetFiles(folder.PathOf("training")));
    }

    [TestMethod]
    public void WhatCannotBeWrittenIsRefused()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("file", "a file");
        Assert.Throws<IOException>(() => HistoryLines.Two.SaveAsTensorBoard(file));
        Assert.ThrowsExactly<ArgumentException>(() => HistoryLines.Two.SaveAsTensorBoard(" "));
        Assert.ThrowsExactly<ArgumentException>(() => new RnnTensorBoard(""));
        Assert.ThrowsExactly<ArgumentNullException>(() => new RnnTensorBoard(file).Report(null!));
    }

    /// <summary>The check value of CRC-32C (RFC 3720, B.4, and the catalogue of parametrised CRC algorithms).</summary>
    [TestMethod]
    public void TheReadersChecksumIsCrc32C()
    {
        Assert.AreEqual(0xe3069283, EventRecords.Crc(Encoding.ASCII.GetBytes("123456789")));
        Assert.AreEqual(0x8a9136aa, EventRecords.Crc(new byte[32]));
    }

    private static float Of(EventRecords.Record record, string tag) => record.Scalars.Single(scalar => scalar.Tag == tag).Value;
}
