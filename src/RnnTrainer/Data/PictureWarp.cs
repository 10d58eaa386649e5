using System.Buffers;
using System.Numerics.Tensors;

namespace RnnTrainer.Data;

/// <summary>
/// Turns, scales and distorts pictures whose rows are the time steps, as <see cref="RnnAugmentation"/> says: each pixel is read between
/// the four that surround the place it comes from; what lies outside is 0. Any number of threads may use it.
/// </summary>
/// <param name="augmentation">How much.</param>
/// <param name="rows">Rows of a picture.</param>
/// <param name="columns">Pixels in a row.</param>
internal sealed class PictureWarp(RnnAugmentation augmentation, int rows, int columns)
{
    private readonly SmoothField? field = augmentation.Elastic > 0 ? new(rows, columns, augmentation.ElasticSmoothness) : null;

    /// <param name="picture">[rows x columns], changed in place.</param>
    /// <param name="random">What decides by how much.</param>
    public void Apply(Span<float> picture, RandomStream random)
    {
        double angle = random.NextUniform(augmentation.Rotation) * (Math.PI / 180);
        float height = 1 + random.NextUniform(augmentation.Zoom), width = 1 + random.NextUniform(augmentation.Zoom);
        int size = rows * columns;
        float[] rented = ArrayPool<float>.Shared.Rent(3 * size);
        Span<float> source = rented.AsSpan(0, size), down = rented.AsSpan(size, size), across = rented.AsSpan(2 * size, size);
        picture.CopyTo(source);
        Displace(down, random);
        Displace(across, random);
        Sample(source, picture, columns, angle, height, width, down, across);
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>A picture scaled, then turned about its middle, then displaced place by place.</summary>
    /// <param name="source">[rows x <paramref name="columns"/>].</param>
    /// <param name="target">Likewise, elsewhere.</param>
    /// <param name="columns">Pixels in a row.</param>
    /// <param name="angle">In radians; a small positive one moves the top to the right.</param>
    /// <param name="height">How many times as high.</param>
    /// <param name="width">How many times as wide.</param>
    /// <param name="down">How much farther down each pixel of the target is read.</param>
    /// <param name="across">How much farther right.</param>
    public static void Sample(ReadOnlySpan<float> source, Span<float> target, int columns, double angle, float height, float width,
        ReadOnlySpan<float> down, ReadOnlySpan<float> across)
    {
        int rows = source.Length / columns;
        float middleY = (rows - 1) / 2f, middleX = (columns - 1) / 2f;
        (float sine, float cosine) = ((float)Math.Sin(angle), (float)Math.Cos(angle));
        for (int y = 0, i = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++, i++)
            {
                float dy = y - middleY, dx = x - middleX;
                target[i] = Between(source, rows, columns,
                    middleY + (cosine * dy - sine * dx) / height + down[i],
                    middleX + (sine * dy + cosine * dx) / width + across[i]);
            }
        }
    }

    // Bilinear.
    private static float Between(ReadOnlySpan<float> picture, int rows, int columns, float y, float x)
    {
        int top = (int)MathF.Floor(y), left = (int)MathF.Floor(x);
        float below = y - top, right = x - left;
        float a, b, c, d; // a b
        if (top >= 0 && top < rows - 1 && left >= 0 && left < columns - 1)
        {
            ReadOnlySpan<float> corner = picture[(top * columns + left)..]; // c d
            (a, b, c, d) = (corner[0], corner[1], corner[columns], corner[columns + 1]);
        }
        else
        {
            a = At(picture, rows, columns, top, left);
            b = At(picture, rows, columns, top, left + 1);
            c = At(picture, rows, columns, top + 1, left);
            d = At(picture, rows, columns, top + 1, left + 1);
        }
        float upper = a + right * (b - a), lower = c + right * (d - c);
        return upper + below * (lower - upper);
    }

    private static float At(ReadOnlySpan<float> picture, int rows, int columns, int y, int x) =>
        y >= 0 && y < rows && x >= 0 && x < columns ? picture[y * columns + x] : 0;

    private void Displace(Span<float> displacement, RandomStream random)
    {
        if (field is null)
        {
            displacement.Clear();
            return;
        }
        field.Draw(displacement, random);
        TensorPrimitives.Multiply(displacement, augmentation.Elastic, displacement);
    }
}
