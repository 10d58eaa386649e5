using RnnTrainer.Tests.Idx;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>The sample console on IDX files of all common names, types and shapes.</summary>
[TestClass]
public sealed class IdxDataTests
{
    private const int TrainRows = 60, TestRows = 30, Side = 4;

    /// <summary>Names of a set's files: images and labels to train on, and to test on.</summary>
    public static IEnumerable<string[]> Names =>
    [
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"],
        ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"],
        ["train-images.idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"],
        [
            "emnist-letters-train-images-idx3-ubyte", "emnist-letters-train-labels-idx1-ubyte",
            "emnist-letters-test-images-idx3-ubyte", "emnist-letters-test-labels-idx1-ubyte",
        ],
        [
            "qmnist-train-images-idx3-ubyte.gz", "qmnist-train-labels-idx2-int.gz",
            "qmnist-test-images-idx3-ubyte.gz", "qmnist-test-labels-idx2-int.gz",
        ],
        ["train-images-idx2-float", "train-labels-idx1-byte", "test-images-idx4-double.gz", "test-labels-idx1-short"],
    ];

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void FilesAreFoundUnderTheirCommonNames(string trainImages, string trainLabels, string testImages, string testLabels)
    {
        using TemporaryFolder folder = new(), usual = new();
        WriteImages(folder, trainImages, TrainRows, Shape(trainImages));
        WriteLabels(folder, trainLabels, TrainRows);
        WriteImages(folder, testImages, TestRows, Shape(testImages));
        WriteLabels(folder, testLabels, TestRows);
        WriteSet(usual, "");

        // The same images, whatever their type and shape: the same network.
        Assert.AreEqual(Trained(usual.FullPath, usual), Trained(folder.FullPath, folder));
    }

    /// <summary>EMNIST's folder holds six sets.</summary>
    [TestMethod]
    public void OneOfSeveralSetsIsNamedBehindTheFolder()
    {
        using TemporaryFolder folder = new();
        WriteSet(folder, "gzip/emnist-digits-");
        WriteSet(folder, "gzip/emnist-letters-");
        string[] train = ["train", "--steps", "2", "--model", folder.PathOf("model.zip"), "--data"];
        string one = folder.PathOf("gzip", "emnist-letters");
        AssertRefused(3, $"holds several data sets: emnist-digits, emnist-letters. Name one, such as '{one}'.",
            Run([.. train, folder.PathOf("gzip")]));
        Run([.. train, folder.PathOf("gzip", "emnist-digits")]).Succeeded();
        AssertRefused(3, "There is no data folder", Run([.. train, folder.PathOf("gzip", "emnist-none")]));
    }

    /// <summary>EMNIST stores its images column by column; the model remembers it for the folder that it was trained on.</summary>
    [TestMethod]
    public void TransposedImagesAreTurnedInEveryCommand()
    {
        using TemporaryFolder folder = new(), usual = new();
        WriteSet(usual, "");
        foreach ((string part, int rows) in new[] { ("train", TrainRows), ("test", TestRows) })
        {
            double[] pixels = Pixels(rows);
            double[] turned = [.. Enumerable.Range(0, pixels.Length).Select(i => pixels[i / 16 * 16 + i % 4 * 4 + i % 16 / 4])];
            folder.Write($"emnist-{part}-images-idx3-ubyte", IdxBytes.Of(0x08, turned, rows, Side, Side));
            WriteLabels(folder, $"emnist-{part}-labels-idx1-ubyte", rows);
        }

        string accuracy = Trained(usual.FullPath, usual);
        Assert.AreEqual(accuracy, Trained(folder.FullPath, folder, "--transposed"));
        string[] evaluate = ["evaluate", folder.PathOf("model.zip"), "--data", folder.FullPath];
        Assert.AreEqual(Run(evaluate).Succeeded().Output, Run([.. evaluate, "--transposed"]).Succeeded().Output);

        Run("images", "write", "--test", "--data", folder.FullPath, "--transposed", folder.PathOf("png")).Succeeded();
        Run("images", "write", "--test", "--data", usual.FullPath, folder.PathOf("same")).Succeeded();
        foreach (string png in Directory.GetFiles(folder.PathOf("same"), "*.png", SearchOption.AllDirectories))
        {
            string other = Path.Combine(folder.PathOf("png"), Path.GetRelativePath(folder.PathOf("same"), png));
            CollectionAssert.AreEqual(File.ReadAllBytes(png), File.ReadAllBytes(other), png);
        }
    }

    [TestMethod]
    public void ValuesThatAreNoPixelsOrLabelsAreNamed()
    {
        using TemporaryFolder folder = new();
        byte[] labels = IdxBytes.Labels(2, 2), images = IdxBytes.Of(0x08, Pixels(2), 2, Side, Side);
        double[] normalised = [.. Pixels(2).Select(value => value / 255 - 0.5)];
        AssertRefused(3, "holds values from -0.4", Evaluate(IdxBytes.Of(0x0D, normalised, 2, Side, Side), labels));
        AssertRefused(3, "holds the label 256", Evaluate(images, IdxBytes.Of(0x0B, [1, 256], 2)));
        AssertRefused(3, "expected images of rows and columns", Evaluate(IdxBytes.Of(0x08, new double[30], 2, 15), labels));
        AssertRefused(3, "expected images of rows and columns", Evaluate(IdxBytes.Of(0x08, new double[24], 2, 3, 2, 2), labels));

        ChildProcess Evaluate(byte[] images, byte[] labels) =>
            Run("evaluate", SampleModel.File, "--images", folder.Write("images", images), "--labels", folder.Write("labels", labels));
    }

    // What training prints of the test digits, which every digit of every weight has a share in.
    private static string Trained(string data, TemporaryFolder folder, params string[] more)
    {
        string[] network = ["--steps", "40", "--batch-size", "10", "--hidden-size", "5", "--model", folder.PathOf("model.zip")];
        string output = Run(["train", "--data", data, .. network, .. more]).Succeeded().Output;
        return output.Split("On all test digits")[1].Split("Saved and loaded again")[0];
    }

    private static void WriteSet(TemporaryFolder folder, string prefix)
    {
        foreach ((string part, int rows) in new[] { ("train", TrainRows), ("test", TestRows) })
        {
            WriteImages(folder, $"{prefix}{part}-images-idx3-ubyte", rows, [Side, Side]);
            WriteLabels(folder, $"{prefix}{part}-labels-idx1-ubyte", rows);
        }
    }

    private static int[] Shape(string name) => name.Contains("idx2", StringComparison.Ordinal) ? [Side * Side]
        : name.Contains("idx4", StringComparison.Ordinal) ? [1, Side, Side] : [Side, Side];

    private static void WriteImages(TemporaryFolder folder, string name, int rows, int[] shape)
    {
        (byte code, double factor) = name.Contains("float", StringComparison.Ordinal) ? ((byte)0x0D, 1 / 255.0)
            : name.Contains("double", StringComparison.Ordinal) ? ((byte)0x0E, 1 / 255.0) : ((byte)0x08, 1.0);
        Write(folder, name, IdxBytes.Of(code, [.. Pixels(rows).Select(value => factor * value)], [rows, .. shape]));
    }

    private static void WriteLabels(TemporaryFolder folder, string name, int rows)
    {
        double[] labels = [.. Enumerable.Range(0, rows).Select(row => (double)(row % 3))];
        byte code = name.EndsWith("short", StringComparison.Ordinal) ? (byte)0x0B
            : name.EndsWith("-byte", StringComparison.Ordinal) ? (byte)0x09 : (byte)0x08;
        Write(folder, name, name.Contains("-int", StringComparison.Ordinal)
            ? IdxBytes.Of(0x0C, [.. labels.SelectMany(label => (double[])[label, 4, 9, 0, 0, 0, 1, 0])], rows, 8)
            : IdxBytes.Of(code, labels, rows));
    }

    private static void Write(TemporaryFolder folder, string name, byte[] content) =>
        folder.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? IdxBytes.Gzip(content) : content);

    // A row lit by the class, and noise, in which no image equals its transpose.
    private static double[] Pixels(int rows)
    {
        Random random = new(1);
        return [.. from row in Enumerable.Range(0, rows)
                   from y in Enumerable.Range(0, Side)
                   from x in Enumerable.Range(0, Side)
                   select (double)(y == row % 3 ? 155 + random.Next(101) : random.Next(120))];
    }
}
