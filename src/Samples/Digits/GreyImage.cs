using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>An image as lightness: 0 is black, 255 is white.</summary>
/// <param name="Pixels">Rows of pixels.</param>
/// <param name="Height">How many rows.</param>
/// <param name="Width">Pixels in a row.</param>
internal sealed record GreyImage(byte[] Pixels, int Height, int Width)
{
    /// <summary>Bytes of a pixel; the last is its opacity.</summary>
    private const int Channels = 4;

    /// <summary>The lightness of an image; what is transparent gets the paper's colour.</summary>
    public static GreyImage Of(MLImage image)
    {
        ReadOnlySpan<byte> colors = image.Pixels;
        (int red, int blue) = image.PixelFormat == MLPixelFormat.Bgra32 ? (2, 0) : (0, 2);
        byte[] grey = new byte[image.Height * image.Width], alpha = new byte[grey.Length];
        for (int i = 0; i < grey.Length; i++)
        {
            ReadOnlySpan<byte> pixel = colors.Slice(i * Channels, Channels);
            // With the weights of ML.NET's ConvertToGrayscale.
            grey[i] = (byte)((30 * pixel[red] + 59 * pixel[1] + 11 * pixel[blue] + 50) / 100);
            alpha[i] = pixel[3];
        }
        if (alpha.AsSpan().ContainsAnyExcept(byte.MaxValue))
            PutOnPaper(grey, alpha, image.Height, image.Width);
        return new(grey, image.Height, image.Width);
    }

    /// <summary>The pixels at the four edges.</summary>
    public IEnumerable<byte> Border() => BorderOf(Height, Width).Select(at => Pixels[at]);

    // Colours come multiplied by their opacity. Where the edges can be seen through, so can the paper: it is then the opposite of
    // what is drawn. Otherwise the paper is drawn, and holes in it are paper too.
    private static void PutOnPaper(byte[] grey, byte[] alpha, int height, int width)
    {
        bool isDrawnLight = grey.Sum(value => (long)value) > 0.5 * alpha.Sum(value => (long)value);
        bool isPaperDrawn = BorderOf(height, width).Average(at => alpha[at]) > 0.5 * byte.MaxValue;
        if (isDrawnLight != isPaperDrawn)
            return; // on black
        for (int i = 0; i < grey.Length; i++)
            grey[i] += (byte)(byte.MaxValue - Math.Max(alpha[i], grey[i]));
    }

    private static IEnumerable<int> BorderOf(int height, int width)
    {
        for (int x = 0; x < width; x++)
        {
            yield return x;
            yield return (height - 1) * width + x;
        }
        for (int y = 1; y < height - 1; y++)
        {
            yield return y * width;
            yield return y * width + width - 1;
        }
    }
}
