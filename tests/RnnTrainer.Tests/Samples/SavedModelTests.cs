using System.IO.Compression;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>Files that are not a model that <c>train</c> has saved, where one is wanted.</summary>
[TestClass]
public sealed class SavedModelTests
{
    private sealed class Row
    {
        [VectorType(3, 2)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }

    public static IEnumerable<(string Kind, Action<string> Write, string Message)> WrongFiles =>
    [
        ("missing", _ => { }, "There is no model"),
        ("folder", path => Directory.CreateDirectory(path), "is a folder"),
        ("empty", path => File.WriteAllBytes(path, []), "is empty"),
        ("text", path => File.WriteAllText(path, "Dear diary"), "is no zip file"),
        ("random zip", WriteZip, "is not an ML.NET model, or a damaged one"),
        ("half", WriteHalf, "is not an ML.NET model, or a damaged one"),
        ("damaged", WriteDamaged, "is not an ML.NET model, or a damaged one"),
        ("SDCA", path => Save(path, Sdca), "not one of one recurrent network"),
        ("gestures", path => Save(path, Rnn), "was trained on other data than images"),
        ("without schema", path => Save(path, Rnn, hasSchema: false), "It does not say what data it wants"),
    ];

    [TestMethod]
    [DynamicData(nameof(WrongFiles))]
    public void WrongFileIsOneLineThatNamesIt(string kind, Action<string> write, string message)
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf($"{kind}.zip");
        write(model);
        ChildProcess child = Run("evaluate", model);
        AssertRefused(3, message, child);
        Assert.Contains($"'{model}'", child.Error);
    }

    private static IEstimator<ITransformer> Sdca(MLContext ml) => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy();

    private static IEstimator<ITransformer> Rnn(MLContext ml) =>
        ml.MulticlassClassification.Trainers.Rnn(new RnnOptions { Epochs = 1, HiddenSize = 4, Seed = 1 });

    private static void WriteHalf(string path) => File.WriteAllBytes(path, File.ReadAllBytes(SampleModel.File).AsSpan(..10_000));

    private static void WriteZip(string path)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using StreamWriter entry = new(zip.CreateEntry("diary.txt").Open());
        entry.Write("Dear diary");
    }

    // The entry of the network is found by its size: it is by far the largest.
    private static void WriteDamaged(string path)
    {
        File.Copy(SampleModel.File, path);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update);
        ZipArchiveEntry largest = zip.Entries.MaxBy(entry => entry.Length)!;
        using Stream entry = largest.Open();
        entry.Position = entry.Length / 2;
        entry.Write([1, 2, 3, 4]);
    }

    private static void Save(string path, Func<MLContext, IEstimator<ITransformer>> trainer, bool hasSchema = true)
    {
        MLContext ml = new(1);
        Random random = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Row
        {
            Label = i % 2 == 0 ? "wave" : "nod",
            Features = [.. Enumerable.Range(0, 6).Select(_ => random.NextSingle() + i % 2)],
        }).ToArray());
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label").Append(trainer(ml)).Fit(rows);
        ml.Model.Save(model, hasSchema ? rows.Schema : null, path);
    }
}
