using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>Image files in one folder for each class as rows of data, each file decoded once. See <see cref="ImageListing"/>.</summary>
internal static class ImageFolder
{
    private const string TrainName = "train";

    // The first that there is is tested on.
    private static readonly string[] TestNames = ["test", "val", "valid", "validation"];

    /// <summary>The folder in another of the images to train on; null where there is none.</summary>
    public static DirectoryInfo? TrainIn(DirectoryInfo folder) => Part(folder, TrainName);

    /// <summary>The folder in another of the images to test on, called <c>test</c> or <c>val</c>; null where there is none.</summary>
    public static DirectoryInfo? TestIn(DirectoryInfo folder) =>
        TestNames.Select(name => Part(folder, name)).FirstOrDefault(part => part is not null);

    /// <summary>
    /// The images of a folder: <c>Pixels</c>, Vector&lt;Byte, height, width&gt;, and <c>Label</c>, a byte where all labels are such
    /// numbers, otherwise text.
    /// </summary>
    /// <param name="ml">The context to read with.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="form">The form in which the network gets the images.</param>
    /// <param name="name">What the images are called in messages.</param>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public static LabelledImages Load(MLContext ml, DirectoryInfo folder, ImageForm form, string name)
    {
        ImageListing listing = ImageListing.Of(folder);
        if (listing.Images is [])
            throw NothingIn(folder, listing);
        ImageFiles files = new([.. listing.Images.Select(image => Path.Combine(folder.FullName, image.Path))], form);
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        definition["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, form.Height, form.Width);
        Row[] images = [.. listing.Images.Select((image, index) => new Row(files, index, image.Label))];
        IDataView rows = ml.Data.LoadFromEnumerable(images, definition);
        bool areNumbers = listing.Images.All(image => byte.TryParse(image.Label, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (areNumbers)
            rows = ml.Transforms.Conversion.ConvertType("Label", "Label", DataKind.Byte).Fit(rows).Transform(rows);
        return new(name, rows) { Remarks = listing.Skipped is [] ? [] : [Remark(folder, listing.Skipped)] };
    }

    /// <summary>What to say of folders that are used neither to train nor to test on.</summary>
    public static IEnumerable<string> RemarksOnParts(DirectoryInfo folder)
    {
        string[] parts = [.. TestNames.Where(name => Part(folder, name) is not null)];
        return parts.Skip(1).Select(unused => $"'{Path.Combine($"{folder}", unused)}' is not used: test images come from '{parts[0]}'.");
    }

    private static DirectoryInfo? Part(DirectoryInfo folder, string name) =>
        new DirectoryInfo(Path.Combine(folder.FullName, name)) is { Exists: true } part ? part : null;

    private static string Remark(DirectoryInfo folder, IReadOnlyList<string> skipped)
    {
        string files = skipped.Count == 1 ? "1 file" : $"{skipped.Count:N0} files";
        return $"Skipped {files} in '{folder}': hidden files, or not images in a class folder, such as '{skipped[0]}'.";
    }

    private static InvalidDataException NothingIn(DirectoryInfo folder, ImageListing listing)
    {
        string[] parts =
            [.. ((string[])[TrainName, .. TestNames]).Where(name => Part(folder, name) is { } part && ImageListing.IsIn(part))];
        string but = listing.Skipped is [] ? "" : $" Other files were found, such as '{listing.Skipped[0]}'.";
        return new(parts is []
            ? $"'{folder}' has no images ({ImageFile.Formats}) in subfolders, one for each class.{but}"
            : $"'{folder}' holds {string.Join(" and ", parts)}, each a folder of images: "
                + $"name one, such as '{Path.Combine($"{folder}", parts[0])}'.");
    }

    private sealed class Row(ImageFiles files, int index, string label)
    {
        public byte[] Pixels => files.PixelsOf(index);

        public string Label { get; } = label;
    }
}
