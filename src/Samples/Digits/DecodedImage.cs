using SkiaSharp;

namespace RnnTrainer.Samples;

/// <summary>What an image file holds: its pixels as they are stored, and how to hold them.</summary>
/// <param name="Pixels">Rows of pixels, four bytes each: blue, green and red, multiplied by the opacity, and the opacity.</param>
/// <param name="Height">How many rows.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Origin">Where the first row and the first column lie in the upright image, as EXIF says.</param>
internal sealed record DecodedImage(byte[] Pixels, int Height, int Width, SKEncodedOrigin Origin)
{
    private const int Channels = 4;

    /// <summary>The upright image as a viewer shows it: on white, or on black where nothing could be seen on white.</summary>
    public GreyImage ToGrey()
    {
        byte[] grey = new byte[Height * Width], onWhite = new byte[grey.Length];
        for (int i = 0; i < grey.Length; i++)
        {
            ReadOnlySpan<byte> pixel = Pixels.AsSpan(i * Channels, Channels);
            // With the weights of ML.NET's ConvertToGrayscale.
            grey[i] = (byte)((30 * pixel[2] + 59 * pixel[1] + 11 * pixel[0] + 50) / 100);
            onWhite[i] = (byte)Math.Min(byte.MaxValue, grey[i] + byte.MaxValue - pixel[3]);
        }
        GreyImage white = Upright(onWhite);
        return white.IsBlank ? Upright(grey) : white;
    }

    private GreyImage Upright(byte[] stored)
    {
        bool isTurned = Origin >= SKEncodedOrigin.LeftTop;
        bool fromRight = Origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight
            or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool fromBottom = Origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft
            or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        if (!(isTurned || fromRight || fromBottom))
            return new(stored, Height, Width);
        (int height, int width) = isTurned ? (Width, Height) : (Height, Width);
        byte[] upright = new byte[stored.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int column, int row) = isTurned ? (y, x) : (x, y);
                (row, column) = (fromBottom ? Height - 1 - row : row, fromRight ? Width - 1 - column : column);
                upright[y * width + x] = stored[row * Width + column];
            }
        }
        return new(upright, height, width);
    }
}
