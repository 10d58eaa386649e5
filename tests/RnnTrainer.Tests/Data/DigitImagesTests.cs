using RnnTrainer.Tests.Idx;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class DigitImagesTests
{
    private static readonly string Folder = Repository.PathOf("data", "images");

    [TestMethod]
    public void ThereAreTenOfEachClassAndNoOtherFile()
    {
        List<(string Path, int Label)> digits = ReadList();

        for (int label = 0; label < 10; label++)
            Assert.AreEqual(10, digits.Count(digit => digit.Label == label), $"digits of class {label}");
        string[] files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);
        CollectionAssert.AreEquivalent(
            digits.Select(digit => digit.Path).Append("labels.tsv").ToArray(),
            files.Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).ToArray());
    }

    [TestMethod]
    public void EveryPixelIsThatOfTheTestSet()
    {
        byte[] images = IdxBytes.Gunzip(Repository.PathOf("data", "mnist", "t10k-images-idx3-ubyte.gz"))[16..]; // [10000, 28, 28]
        byte[] labels = IdxBytes.Gunzip(Repository.PathOf("data", "mnist", "t10k-labels-idx1-ubyte.gz"))[8..]; // [10000]

        foreach ((string path, int label) in ReadList())
        {
            int index = int.Parse(Path.GetFileNameWithoutExtension(path));
            Assert.AreEqual(labels[index], label, path);

            using MLImage image = MLImage.CreateFromFile(Path.Combine(Folder, path));
            Assert.AreEqual((28, 28), (image.Width, image.Height), path);
            byte[] expected = images[(index * 784)..((index + 1) * 784)];
            int bytesPerPixel = image.BitsPerPixel / 8;
            for (int channel = 0; channel < 3; channel++)
            {
                byte[] actual = Enumerable.Range(0, 784).Select(pixel => image.Pixels[pixel * bytesPerPixel + channel]).ToArray();
                CollectionAssert.AreEqual(expected, actual, $"{path}, channel {channel}");
            }
        }
    }

    private static List<(string Path, int Label)> ReadList()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, "labels.tsv"));
        Assert.AreEqual("path\tlabel", lines[0]);
        return lines[1..].Select(line => line.Split('\t')).Select(fields => (fields[0], int.Parse(fields[1]))).ToList();
    }
}
