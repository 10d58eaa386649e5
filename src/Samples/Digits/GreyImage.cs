namespace RnnTrainer.Samples;

/// <summary>An image as lightness: 0 is black, 255 is white.</summary>
/// <param name="Pixels">Rows of pixels.</param>
/// <param name="Height">How many rows.</param>
/// <param name="Width">Pixels in a row.</param>
internal sealed record GreyImage(byte[] Pixels, int Height, int Width)
{
    /// <summary>Between the darkest and the lightest pixel, of 255; with less, an image is blank.</summary>
    private const int LeastContrast = 24;

    /// <summary>The darkest pixel.</summary>
    public int Darkest { get; } = Pixels.Min();

    /// <summary>The lightest pixel.</summary>
    public int Lightest { get; } = Pixels.Max();

    /// <summary>Whether there is nothing to see on it.</summary>
    public bool IsBlank => Lightest - Darkest < LeastContrast;

    /// <summary>The pixels at the four edges, the darkest first.</summary>
    public byte[] Border()
    {
        List<byte> border = [.. Pixels[..Width], .. Pixels[^Width..]];
        for (int y = 1; y < Height - 1; y++)
            border.AddRange([Pixels[y * Width], Pixels[y * Width + Width - 1]]);
        return [.. border.Order()];
    }
}
