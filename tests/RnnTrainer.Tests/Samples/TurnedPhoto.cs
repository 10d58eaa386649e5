using SkiaSharp;

namespace RnnTrainer.Tests.Samples;

/// <summary>A photo as a camera stores it that was not held upright: the pixels turned, and the orientation in the EXIF data.</summary>
internal static class TurnedPhoto
{
    // Of each orientation, 1 to 8: the side of the upright picture where the first stored row lies, and that of the first column
    // (EXIF 2.3, tag Orientation).
    private static readonly (string FirstRow, string FirstColumn)[] Sides =
    [
        ("top", "left"), ("top", "right"), ("bottom", "right"), ("bottom", "left"),
        ("left", "top"), ("right", "top"), ("right", "bottom"), ("left", "bottom"),
    ];

    /// <param name="upright">The picture.</param>
    /// <param name="orientation">1 to 8.</param>
    /// <returns>A JPEG file.</returns>
    public static byte[] Jpeg(SKBitmap upright, int orientation)
    {
        (string firstRow, string firstColumn) = Sides[orientation - 1];
        bool isTurned = firstRow is "left" or "right";
        using SKBitmap stored = new(isTurned ? upright.Height : upright.Width, isTurned ? upright.Width : upright.Height);
        for (int row = 0; row < stored.Height; row++)
        {
            for (int column = 0; column < stored.Width; column++)
            {
                int fromFirstRow = From(firstRow, row), fromFirstColumn = From(firstColumn, column);
                (int x, int y) = isTurned ? (fromFirstRow, fromFirstColumn) : (fromFirstColumn, fromFirstRow);
                stored.SetPixel(column, row, upright.GetPixel(x, y));
            }
        }
        byte[] jpeg = stored.Encode(SKEncodedImageFormat.Jpeg, quality: 90).ToArray();
        return [.. jpeg[..2], .. Exif(orientation), .. jpeg[2..]];

        int From(string side, int distance) => side switch
        {
            "right" => upright.Width - 1 - distance,
            "bottom" => upright.Height - 1 - distance,
            _ => distance,
        };
    }

    // A directory of one entry: tag 0x0112, one 16-bit number.
    private static byte[] Exif(int orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];
}
