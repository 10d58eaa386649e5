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

    private const string Head = "path\tlabel";

    private static readonly EnumerationOptions Everything =
        new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <param name="folder">Where to write: an empty folder.</param>
    /// <param name="images">What to write; labels are numbers.</param>
    /// <param name="count">How many of them, at most.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many there were.</returns>
    public static int Write(string folder, LabelledImages images, int count, CancellationToken cancellation)
    {
        int[] dimensions = [.. ((VectorDataViewType)images.Rows.Schema["Pixels"].Type).Dimensions];
        List<string> lines = [Head];
        long? total = images.Rows.GetRowCount() is long rows ? Math.Min(rows, count) : null;
        using ProgressLine progress = new($"images of '{images.Name}' written", total);
        IEnumerable<Row> taken = new MLContext().Data.CreateEnumerable<Row>(images.Rows, reuseRowObject: false).Take(count);
        foreach (Row[] batch in progress.Count(taken, cancellation).Chunk(BatchSize))
        {
            int first = lines.Count - 1;
            string[] paths = [.. batch.Select((row, index) => PathOf(row.Label, first + index))];
            foreach (byte label in batch.Select(row => row.Label).Distinct())
                Directory.CreateDirectory(Path.Combine(folder, label.ToString(CultureInfo.InvariantCulture)));
            Parallel.For(0, batch.Length, index => WritePng(Path.Combine(folder, paths[index]), batch[index].Pixels, dimensions));
            lines.AddRange(batch.Select((row, index) => LineOf(row.Label, first + index)));
        }
        File.WriteAllText(Path.Combine(folder, ImageListing.ListName), string.Join('\n', lines) + '\n');
        return lines.Count - 1;
    }

    /// <summary>A file that <see cref="Write"/> has written neither into the folder nor into train or test in it; null where there is
    /// none.</summary>
    /// <returns>The first by its path, which is relative to the folder.</returns>
    public static string? FirstForeign(DirectoryInfo folder)
    {
        HashSet<string> ours = [.. ((string[])["", "train", "test"]).SelectMany(part => Written(folder.FullName, part))];
        return folder.EnumerateFileSystemInfos("*", Everything)
            .Where(entry => entry is FileInfo || entry.LinkTarget is not null)
            .Select(entry => Path.GetRelativePath(folder.FullName, entry.FullName))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(path => !ours.Contains(path));
    }

    // A list of somebody else's files does not count from 0, or has other names.
    private static IEnumerable<string> Written(string folder, string part)
    {
        string list = Path.Combine(part, ImageListing.ListName);
        if (!File.Exists(Path.Combine(folder, list)))
            return [];
        string[] lines = [.. File.ReadLines(Path.Combine(folder, list))];
        bool isOurs = lines is [Head, .. string[] images]
            && images.Index().All(image => byte.TryParse(image.Item.Split('\t')[^1], out byte label)
                && image.Item == LineOf(label, image.Index));
        return isOurs ? [list, .. lines[1..].Select(line => Path.Combine(part, Path.Combine(line.Split('\t')[0].Split('/'))))] : [];
    }

    private static string LineOf(byte label, int index) => string.Create(CultureInfo.InvariantCulture, $"{PathOf(label, index)}\t{label}");

    private static string PathOf(byte label, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{label}/{index:D5}.png");

    private static void WritePng(string path, byte[] pixels, int[] dimensions)
    {
        using SKData png = GreyPng.Of(pixels, dimensions[0], dimensions[1]);
        using FileStream file = File.Create(path);
        png.SaveTo(file);
    }

    private sealed class Row
    {
        public byte[] Pixels { get; set; } = [];

        public byte Label { get; set; }
    }
}
