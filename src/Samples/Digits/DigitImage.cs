namespace RnnTrainer.Samples;

/// <summary>
/// An image as a network trained on MNIST wants it: light ink on dark paper, of the network's size, and made as MNIST was
/// (Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document recognition, 1998, section III-A):
/// the ink scaled to fit a box of 20 x 20 pixels, and its center of mass put in the middle of 28 x 28. An image that has the size
/// already is taken as it is, but for light and dark.
/// </summary>
internal static class DigitImage
{
    /// <summary>The side of the box that the ink is scaled to fit, as a share of the image's.</summary>
    private const double BoxShare = 20.0 / 28;

    /// <summary>Share of the contrast from where on a pixel is ink: what JPEG leaves around edges is less.</summary>
    private const double LeastInk = 1.0 / 8;

    /// <summary>Share of the edge that must be light for an image of that size to be dark on light: what is drawn may fill it.</summary>
    private const double LightEdge = 0.95;

    /// <summary>Takes an image of any size, light on dark or dark on light.</summary>
    /// <inheritdoc cref="ImagePreparation.Work"/>
    public static PreparedImage Of(GreyImage image, string name, int height, int width)
    {
        if (image.IsBlank)
            throw new InvalidDataException($"'{name}' is blank: no ink stands out from the background.");

        // Most of the edge is paper.
        byte[] border = image.Border();
        int paper = border[border.Length / 2];
        bool hasSize = (image.Height, image.Width) == (height, width);
        int edge = hasSize ? border[(int)((1 - LightEdge) * border.Length)] : paper;
        bool isInverted = 2 * edge > image.Darkest + image.Lightest;
        if (!isInverted && hasSize)
            return new(image.Pixels, IsInverted: false);

        int ink = isInverted ? image.Darkest : image.Lightest;
        float[] inked = [.. image.Pixels.Select(value => Math.Clamp((value - paper) / (float)(ink - paper), 0, 1))];
        if (hasSize)
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

    // MNIST's mean center of mass lies at row and column 14.0, counted from 0, not at 13.5.
    private static int Offset(int side, int size, double center) =>
        Math.Clamp((int)Math.Round(side / 2.0 - center), 0, side - size);
}
