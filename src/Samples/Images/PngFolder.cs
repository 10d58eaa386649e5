using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace RnnTrainer.Samples;

/// <summary>Writes images as grey PNG files, CLASS/INDEX.png, and a list of them in their order.</summary>
internal static class PngFolder
{
    /// <summary>Files written side by side.</summary>
    private const int BatchSize = 200;

    /// <param name="folder">Where to write: an empty folder.</param>
    /// <param name="images">What to write; labels are numbers.</param>
    /// <param name="count">How many of them, at most.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many there were.</returns>
    public static int Write(string folder, LabelledImages images, int count, CancellationToken cancellation)
    {
        int[] dimensions = [.. ((VectorDataViewType)images.Rows.Schema["Pixels"].Type).Dimensions];
        SKImageInfo form = new(width: dimensions[1], height: dimensions[0], SKColorType.Gray8, SKAlphaType.Opaque);
        List<string> lines = ["path\tlabel"];
        long? total = images.Rows.GetRowCount() is long rows ? Math.Min(rows, count) : null;
        using ProgressLine progress = new($"images of '{images.Name}' written", total);
        IEnumerable<Row> taken = new MLContext().Data.CreateEnumerable<Row>(images.Rows, reuseRowObject: false).Take(count);
        foreach (Row[] batch in progress.Count(taken, cancellation).Chunk(BatchSize))
        {
            int first = lines.Count - 1;
            string[] paths = [.. batch.Select((row, index) => PathOf(row.Label, first + index))];
            foreach (byte label in batch.Select(row => row.Label).Distinct())
                Directory.CreateDirectory(Path.Combine(folder, label.ToString(CultureInfo.InvariantCulture)));
            Parallel.For(0, batch.Length, index => WritePng(Path.Combine(folder, paths[index]), batch[index].Pixels, form));
            lines.AddRange(paths.Zip(batch, (path, row) => string.Create(CultureInfo.InvariantCulture, $"{path}\t{row.Label}")));
        }
        File.WriteAllText(Path.Combine(folder, ImageFolder.ListName), string.Join('\n', lines) + '\n');
        return lines.Count - 1;
    }

    private static string PathOf(byte label, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{label}/{index:D5}.png");

    private static void WritePng(string path, byte[] pixels, SKImageInfo form)
    {
        using SKImage image = SKImage.FromPixelCopy(form, pixels);
        using SKData png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        using FileStream file = File.Create(path);
        png.SaveTo(file);
    }

    private sealed class Row
    {
        public byte[] Pixels { get; set; } = [];

        public byte Label { get; set; }
    }
}
