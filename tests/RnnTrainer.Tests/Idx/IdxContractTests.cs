using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Idx;

[TestClass]
public sealed class IdxContractTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void IdxFilesKeepTheContractOfADataView(bool plain)
    {
        MLContext ml = new(1);
        string images = Mnist.TestImages, labels = Mnist.TestLabels;
        using TemporaryFolder folder = new();
        (string imagesPath, string labelsPath) = (folder.PathOf("images"), folder.PathOf("labels"));
        WriteFirst(images, imagesPath, 60, 28 * 28, plain);
        WriteFirst(labels, labelsPath, 60, 1, plain);

        IDataView view = ml.Data.LoadFromIdx(imagesPath, labelsPath, labelClasses: 10);
        EstimatorContract.CheckView(view);
        EstimatorContract.Check(ml, Mnist.Scaled(ml).Append(
            ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Tutorial with { Steps = 2, Seed = 1 })), view);
    }

    // The first items of a gzipped IDX file, plain or gzipped.
    private static void WriteFirst(string source, string destination, int count, int itemSize, bool plain)
    {
        using Stream input = new System.IO.Compression.GZipStream(File.OpenRead(source), System.IO.Compression.CompressionMode.Decompress);
        byte[] bytes = new byte[(itemSize == 1 ? 8 : 16) + count * itemSize];
        input.ReadExactly(bytes);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), count);
        using Stream file = File.Create(destination);
        using Stream output = plain ? file : new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest);
        output.Write(bytes);
    }
}
