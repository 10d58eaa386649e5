using SkiaSharp;

namespace RnnTrainer.Tests.Samples;

/// <summary>A way to draw a digit larger, somewhere on some paper, as an image file.</summary>
/// <param name="Name">Says what is special.</param>
/// <param name="Paper">The colour of paper; transparent where its opacity is 0.</param>
/// <param name="Ink">The colour of ink.</param>
/// <param name="Format">The kind of file.</param>
internal sealed record DrawnDigit(string Name, SKColor Paper, SKColor Ink, SKEncodedImageFormat Format = SKEncodedImageFormat.Png)
{
    private const int Side = 28;

    /// <summary>What people draw with, and on.</summary>
    public static IReadOnlyList<DrawnDigit> Ways { get; } =
    [
        new("white-on-black", SKColors.Black, SKColors.White),
        new("black-on-white", SKColors.White, SKColors.Black),
        new("blue-on-yellow", new SKColor(250, 240, 150), new SKColor(30, 40, 160)),
        new("yellow-on-green", new SKColor(20, 70, 40), new SKColor(255, 230, 90)),
        new("faint", new SKColor(190, 190, 190), new SKColor(120, 120, 120)),
        new("jpeg", new SKColor(235, 230, 220), new SKColor(40, 30, 30), SKEncodedImageFormat.Jpeg),
        new("black-on-nothing", SKColors.Black.WithAlpha(0), SKColors.Black),
        new("white-on-nothing", SKColors.White.WithAlpha(0), SKColors.White),
    ];

    /// <summary>Whether the ink is darker than the paper, or than what shows through it.</summary>
    public bool IsDarkOnLight => Paper.Alpha == 0 ? Ink == SKColors.Black : Paper.Green > Ink.Green;

    /// <summary>Writes it to a file of its own in the way's folder.</summary>
    public void Write(TemporaryFolder folder, int index, byte[] pixels) => Write(folder, Name + Path.DirectorySeparatorChar, index, pixels);

    /// <param name="folder">Where to write it.</param>
    /// <param name="prefix">What the file's path in there begins with, before its number.</param>
    /// <param name="index">Its number: what is left to chance follows from it.</param>
    /// <param name="pixels">28 x 28, as in MNIST.</param>
    public void Write(TemporaryFolder folder, string prefix, int index, byte[] pixels)
    {
        Random random = new(index);
        double scale = 3 + 7 * random.NextDouble();
        int size = (int)(Side * scale), width = size + random.Next(2 * size), height = size + random.Next(size);
        int left = random.Next(width - size + 1), top = random.Next(height - size + 1);
        using SKBitmap bitmap = new(width, height, SKColorType.Bgra8888, SKAlphaType.Unpremul);
        SKColor[] colors = new SKColor[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                colors[y * width + x] = Mix(InkAt(pixels, (y - top + 0.5) / scale - 0.5, (x - left + 0.5) / scale - 0.5));
        }
        bitmap.Pixels = colors;
        using SKData file = bitmap.Encode(Format, quality: 80);
        folder.Write($"{prefix}{index:D3}.{(Format == SKEncodedImageFormat.Png ? "png" : "jpg")}", file.AsSpan());
    }

    private SKColor Mix(double ink)
    {
        byte Between(byte paper, byte drawn) => (byte)Math.Round(paper + ink * (drawn - paper));
        byte red = Between(Paper.Red, Ink.Red), green = Between(Paper.Green, Ink.Green), blue = Between(Paper.Blue, Ink.Blue);
        return new(red, green, blue, Between(Paper.Alpha, Ink.Alpha));
    }

    // Linear between the four pixels around.
    private static double InkAt(byte[] pixels, double y, double x)
    {
        double At(int row, int column) =>
            row is >= 0 and < Side && column is >= 0 and < Side ? pixels[row * Side + column] / 255.0 : 0;
        int top = (int)Math.Floor(y), left = (int)Math.Floor(x);
        double down = y - top, right = x - left;
        return (1 - down) * ((1 - right) * At(top, left) + right * At(top, left + 1))
            + down * ((1 - right) * At(top + 1, left) + right * At(top + 1, left + 1));
    }
}
