namespace RnnTrainer.Samples;

/// <summary>How much ink is where, and what of it can be moved and scaled.</summary>
/// <param name="Values">Rows of pixels, from 0, paper, to 1, ink.</param>
/// <param name="Height">How many rows.</param>
/// <param name="Width">Pixels in a row.</param>
internal sealed record InkImage(float[] Values, int Height, int Width)
{
    /// <summary>The smallest rectangle around all pixels with so much ink; bottom and right are the first beyond it.</summary>
    public (int Top, int Bottom, int Left, int Right) Bounds(double least)
    {
        int top = Height, bottom = 0, left = Width, right = 0;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (Values[y * Width + x] < least)
                    continue;
                (top, bottom) = (Math.Min(top, y), y + 1);
                (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
            }
        }
        return (top, bottom, left, right);
    }

    /// <summary>What lies in a rectangle.</summary>
    public InkImage Cut(int top, int bottom, int left, int right)
    {
        float[] part = new float[(bottom - top) * (right - left)];
        for (int y = top; y < bottom; y++)
            Values.AsSpan(y * Width + left, right - left).CopyTo(part.AsSpan((y - top) * (right - left)));
        return new(part, bottom - top, right - left);
    }

    /// <summary>Makes it larger or smaller: each new pixel is the mean of the area that it covers.</summary>
    public InkImage Resize(double scale)
    {
        int height = SizeOf(Height, scale), width = SizeOf(Width, scale);
        float[] narrow = new float[Height * width], small = new float[height * width];
        for (int x = 0; x < width; x++)
        {
            (int from, float[] weights) = Covered(x, scale, Width);
            for (int y = 0; y < Height; y++)
            {
                for (int i = 0; i < weights.Length; i++)
                    narrow[y * width + x] += weights[i] * Values[y * Width + from + i];
            }
        }
        for (int y = 0; y < height; y++)
        {
            (int from, float[] weights) = Covered(y, scale, Height);
            for (int i = 0; i < weights.Length; i++)
            {
                for (int x = 0; x < width; x++)
                    small[y * width + x] += weights[i] * narrow[(from + i) * width + x];
            }
        }
        return new(small, height, width);
    }

    /// <summary>Row and column around which the ink is in balance.</summary>
    public (double Y, double X) CenterOfMass()
    {
        double sum = 0, y = 0, x = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            sum += Values[i];
            y += Values[i] * (i / Width);
            x += Values[i] * (i % Width);
        }
        return (y / sum, x / sum);
    }

    // A rounding error must not add a pixel.
    private static int SizeOf(int size, double scale) => Math.Max(1, (int)Math.Ceiling(size * scale - 1e-6));

    // The pixels that a new one covers, and how much of it each fills; beyond the last there is paper.
    private static (int From, float[] Weights) Covered(int at, double scale, int size)
    {
        double start = at / scale, end = Math.Min(size, (at + 1) / scale);
        int from = Math.Min(size - 1, (int)start), to = Math.Clamp((int)Math.Ceiling(end), from + 1, size);
        float WeightOf(int i) => (float)(scale * (Math.Min(end, i + 1) - Math.Max(start, i)));
        return (from, [.. Enumerable.Range(from, to - from).Select(WeightOf)]);
    }
}
