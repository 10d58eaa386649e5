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
    /// <summary>The side of the square that every image is resized to.</summary>
    public const int Side = 28;

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>Whether the folder holds images.</summary>
    public static bool IsOne(DirectoryInfo folder) => Files(folder).Any();

    /// <summary><c>Pixels</c>, Vector&lt;Byte, 28, 28&gt;, and <c>Label</c>: a byte where all labels are such numbers, otherwise text.</summary>
    public static IDataView Load(MLContext ml, DirectoryInfo folder)
    {
        ImageFile[] files = [.. Files(folder)];
        if (files.Length == 0)
            throw new InvalidDataException($"There are no images (PNG, JPEG) in folders below '{folder}', one folder for each class.");
        IEstimator<ITransformer> pixels = ml.Transforms.LoadImages("Image", folder.FullName, "Path")
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

    private static IEnumerable<ImageFile> Files(DirectoryInfo folder)
    {
        string list = Path.Combine(folder.FullName, "labels.tsv");
        return File.Exists(list)
            ? File.ReadLines(list).Skip(1).Where(line => line.Length > 0).Select((line, index) => line.Split('\t') is [string path, string label]
                ? new ImageFile { Path = path, Label = label }
                : throw new InvalidDataException($"Line {index + 2} of '{list}' must be a path, a tab and a label, but is '{line}'."))
            : folder.EnumerateDirectories().OrderBy(of => of.Name, StringComparer.Ordinal).SelectMany(of => of.EnumerateFiles()
                .Where(file => Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new ImageFile { Path = Path.Combine(of.Name, file.Name), Label = of.Name }));
    }

    private sealed class ImageFile
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
