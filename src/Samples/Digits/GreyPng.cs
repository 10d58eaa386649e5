using SkiaSharp;

namespace RnnTrainer.Samples;

/// <summary>Grey pixels as a PNG file, from which they come back as they are.</summary>
internal static class GreyPng
{
    /// <param name="pixels">Rows of pixels; 0 is black, 255 is white.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <returns>The file's content; the caller disposes it.</returns>
    public static SKData Of(byte[] pixels, int height, int width)
    {
        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque), pixels);
        return image.Encode(SKEncodedImageFormat.Png, quality: 100);
    }
}
