using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace RnnTrainer.Samples;

/// <summary>
/// Image files in one folder for each class, read by ML.NET's image transforms: a <c>labels.tsv</c> lists them (a header line, then
/// path and label with a tab between), or else their folders' names are their labels.
/// </summary>
internal static class ImageFolder
{
    /// <summary>The list, if there is one.</summary>
    public const string ListName = "labels.tsv";

    /// <summary>The side of the square that every image is resized to.</summary>
    public const int Side = 28;

    private static readonly string[] PartNames = ["train", "test"];

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>Whether the folder holds images.</summary>
    public static bool IsOne(DirectoryInfo folder) => Files(folder).Any();

    /// <summary><c>Pixels</c>, Vector&lt;Byte, 28, 28&gt;, and <c>Label</c>: a byte where all labels are such numbers, otherwise text.</summary>
    public static IDataView Load(MLContext ml, DirectoryInfo folder)
    {
        ListedImage[] files = [.. Files(folder)];
        if (files.Length == 0)
            throw NothingIn(folder);
        // ML.NET's LoadImages does not name a file that it cannot decode, and takes half a file for a whole one.
        IEstimator<ITransformer> pixels = ml.Transforms
            .CustomMapping<ListedImage, CheckedImage>((listed, good) => good.FullPath = Check(folder, listed.Path), contractName: null)
            .Append(ml.Transforms.LoadImages("Image", "", "FullPath"))
            .Append(ml.Transforms.ResizeImages("Image", Side, Side))
            .Append(ml.Transforms.ConvertToGrayscale("Image"))
            .Append(ml.Transforms.ExtractPixels("Pixels", "Image", ImagePixelExtractingEstimator.ColorBits.Red, outputAsFloatArray: false))
            .Append(ml.Transforms.Reshape("Pixels", "Pixels", Side, Side));
        bool areNumbers = files.All(file => byte.TryParse(file.Label, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (areNumbers)
            pixels = pixels.Append(ml.Transforms.Conversion.ConvertType("Label", "Label", DataKind.Byte));
        IDataView rows = ml.Data.LoadFromEnumerable(files);
        return pixels.Append(ml.Transforms.SelectColumns("Pixels", "Label")).Fit(rows).Transform(rows);
    }

    private static InvalidDataException NothingIn(DirectoryInfo folder)
    {
        string[] parts = [.. PartNames.Where(name => new DirectoryInfo(Path.Combine(folder.FullName, name)) is { Exists: true } part && IsOne(part))];
        return new(parts is []
            ? $"There are no images (PNG, JPEG) in folders below '{folder}', one folder for each class."
            : $"'{folder}' holds {string.Join(" and ", parts)}, each a folder of images: name one, such as '{Path.Combine($"{folder}", parts[0])}'.");
    }

    private static IEnumerable<ListedImage> Files(DirectoryInfo folder)
    {
        string list = Path.Combine(folder.FullName, ListName);
        return File.Exists(list)
            ? File.ReadLines(list).Skip(1).Where(line => line.Length > 0).Select((line, index) => line.Split('\t') is [string path, string label]
                ? new ListedImage { Path = path, Label = label }
                : throw new InvalidDataException($"Line {index + 2} of '{list}' must be a path, a tab and a label, but is '{line}'."))
            : folder.EnumerateDirectories().OrderBy(of => of.Name, StringComparer.Ordinal).SelectMany(of => of.EnumerateFiles()
                .Where(file => Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new ListedImage { Path = Path.Combine(of.Name, file.Name), Label = of.Name }));
    }

    private static string Check(DirectoryInfo folder, string path)
    {
        string full = Path.Combine(folder.FullName, path);
        ImageFile.Read(full).Dispose();
        return full;
    }

    private sealed class CheckedImage
    {
        public string FullPath { get; set; } = "";
    }

    private sealed class ListedImage
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
