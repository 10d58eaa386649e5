extern alias samples;
using RnnTrainer.Tests.Fuzzing;
using samples::RnnTrainer.Samples;
using SkiaSharp;

namespace RnnTrainer.Tests.Samples;

/// <summary>An image's size is held against its file's before a pixel of it is decoded.</summary>
[TestClass]
public sealed class ImageCapacityTests
{
    [TestMethod]
    [DataRow(6000, 6000, "the image is cut short")]
    [DataRow(40_000, 40_000, "the limit is 40,000,000 pixels")]
    public void MorePixelsThanTheFileCanHoldAreRefusedBeforeTheyAreDecoded(int width, int height, string message)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("claims.png", PngChunks.WithSize(ImageBytes.Encoded(SKEncodedImageFormat.Png), width, height));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(message, Assert.ThrowsExactly<InvalidDataException>(() => ImageFile.Read(path)).Message);
        Assert.IsLessThan(1_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void ABitmapWhosePixelsBeginBeyondFourGigabytesIsRefused()
    {
        using TemporaryFolder folder = new();
        byte[] bitmap = ImageBytes.Bmp();
        BitConverter.TryWriteBytes(bitmap.AsSpan(10), 0xFF000000);
        string path = folder.Write("far.bmp", bitmap);
        Assert.ThrowsExactly<InvalidDataException>(() => ImageFile.Read(path));
    }

    [TestMethod]
    public void AnImageOfOneColourThatPacksBestIsRead()
    {
        using TemporaryFolder folder = new();
        using SKBitmap bitmap = new(new SKImageInfo(6000, 6000, SKColorType.Gray8));
        bitmap.Erase(SKColors.White);
        bitmap.SetPixel(3000, 3000, SKColors.Black);
        string path = folder.Write("white.png", bitmap.Encode(SKEncodedImageFormat.Png, quality: 100).AsSpan());
        GreyImage read = ImageFile.Read(path);
        Assert.AreEqual((6000, 6000), (read.Height, read.Width));
    }
}
