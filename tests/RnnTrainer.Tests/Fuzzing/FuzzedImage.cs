extern alias samples;
using RnnTrainer.Tests.Samples;
using samples::RnnTrainer.Samples;
using SkiaSharp;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Image files as <c>predict</c> takes them: decoded, and prepared for a network. A second reading gives the same.</summary>
internal sealed class FuzzedImage : FuzzedFormat
{
    private const int Side = 28, HeaderLength = 64;

    // A pixel is four bytes of colour, twice where a JPEG file is probed, one of grey, and numbers of ink that are cut out and scaled.
    private const long BytesOfPixel = 40;

    private readonly TemporaryFolder folder = new();

    public override string Name => "image";

    public override IReadOnlyList<byte[]> Originals { get; } =
    [
        File.ReadAllBytes(Repository.PathOf("data", "images", "7", "00000.png")),
        ImageBytes.Encoded(SKEncodedImageFormat.Png), ImageBytes.Encoded(SKEncodedImageFormat.Jpeg),
        ImageBytes.Encoded(SKEncodedImageFormat.Webp), ImageBytes.Bmp(), ImageBytes.Gif(),
    ];

    public override bool IsChecksummed => false;

    // What the largest image takes that is read: BMP and WebP files of a few bytes may hold it.
    public override long MaxExtraBytes => BytesOfPixel * ImageFile.MostPixels;

    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        if (PngChunks.IsIn(original))
            return PngChunks.Forge(original, mutator);
        byte[] header = mutator.Mutate(original[..HeaderLength], [original[..HeaderLength]]);
        return [.. header, .. original[HeaderLength..]];
    }

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        saved = input;
        string path = folder.Write("image", input);
        PreparedImage image = ImagePreparation.Digits.Prepare(ImageFile.Read(path), path, Side, Side);
        Assert.HasCount(Side * Side, image.Pixels);
        return [.. image.Pixels, (byte)(image.IsInverted ? 1 : 0)];
    }

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException or IOException;

    public override void Dispose()
    {
        folder.Dispose();
        base.Dispose();
    }
}
