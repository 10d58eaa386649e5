using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>
/// An image as a network trained on MNIST wants it: light ink on dark paper, of the network's size, and made as MNIST was
/// (Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document recognition, 1998, section III-A):
/// the ink scaled to fit a box of 20 x 20 pixels, and its centre of mass put in the middle of 28 x 28. An image that has the size
/// already is taken as it is, but for light and dark.
/// </summary>
/// <param name="Pixels">Rows of pixels; 0 is paper, 255 is ink.</param>
/// <param name="IsInverted">Whether the ink was darker than the paper.</param>
internal sealed record DigitImage(byte[] Pixels, bool IsInverted)
{
    /// <summary>The side of the box that the ink is scaled to fit, as a share of the image's.</summary>
    private const double BoxShare = 20.0 / 28;

    /// <summary>Between the darkest and the lightest pixel, of 255; with less, an image is blank.</summary>
    private const int LeastContrast = 24;

    /// <summary>Share of the contrast from where on a pixel is ink: what JPEG leaves around edges is less.</summary>
    private const double LeastInk = 1.0 / 8;

    /// <summary>Reads an image file.</summary>
    /// <param name="path">A PNG or JPEG file, of any size and colour.</param>
    /// <param name="height">Rows that the network wants.</param>
    /// <param name="width">Pixels in a row that it wants.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no image, or nothing is drawn on it.</exception>
    public static DigitImage Read(string path, int height, int width)
    {
        using MLImage image = ImageFile.Read(path);
        return Of(GreyImage.Of(image), path, height, width);
    }

    /// <summary>Takes an image of any size, light on dark or dark on light.</summary>
    /// <param name="image">The image.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="height">Rows that the network wants.</param>
    /// <param name="width">Pixels in a row that it wants.</param>
    /// <exception cref="InvalidDataException">Nothing is drawn on it.</exception>
    public static DigitImage Of(GreyImage image, string name, int height, int width)
    {
        int darkest = image.Pixels.Min(), lightest = image.Pixels.Max();
        if (lightest - darkest < LeastContrast)
            throw new InvalidDataException($"'{name}' is blank: no ink stands out from the paper, so there is no digit to tell.");

        // Most of the edge is paper.
        byte[] border = [.. image.Border().Order()];
        int paper = border[border.Length / 2];
        bool isInverted = 2 * paper > darkest + lightest;
        if (!isInverted && (image.Height, image.Width) == (height, width))
            return new(image.Pixels, IsInverted: false);

        int ink = isInverted ? darkest : lightest;
        float[] inked = [.. image.Pixels.Select(value => Math.Clamp((value - paper) / (float)(ink - paper), 0, 1))];
        if ((image.Height, image.Width) == (height, width))
            return new([.. inked.Select(value => (byte)Math.Round(byte.MaxValue * value))], IsInverted: true);
        return new(Center(Scale(new(inked, image.Height, image.Width), height, width), height, width), isInverted);
    }

    // The part with ink, made to fit the box.
    private static InkImage Scale(InkImage image, int height, int width)
    {
        (int top, int bottom, int left, int right) = image.Bounds(LeastInk);
        InkImage digit = image.Cut(top, bottom, left, right);
        double scale = Math.Min(BoxShare * height / digit.Height, BoxShare * width / digit.Width);
        return digit.Resize(scale);
    }

    private static byte[] Center(InkImage digit, int height, int width)
    {
        (double centerY, double centerX) = digit.CenterOfMass();
        int top = Offset(height, digit.Height, centerY), left = Offset(width, digit.Width, centerX);
        byte[] pixels = new byte[height * width];
        float most = digit.Values.Max(); // a thin line fades when it is made smaller
        for (int y = 0; y < digit.Height; y++)
        {
            for (int x = 0; x < digit.Width; x++)
                pixels[(top + y) * width + left + x] = (byte)Math.Round(byte.MaxValue * digit.Values[y * digit.Width + x] / most);
        }
        return pixels;
    }

    // MNIST's mean centre of mass lies at row and column 14.0, counted from 0, not at 13.5.
    private static int Offset(int side, int size, double center) =>
        Math.Clamp((int)Math.Round(side / 2.0 - center), 0, side - size);
}
