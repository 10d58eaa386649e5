namespace RnnTrainer.Samples;

/// <summary>
/// A pair of IDX files to be written, gzipped where their names end in .gz. Neither is, where the images cannot be read to their end.
/// </summary>
internal sealed class IdxOutput
{
    private const string Zipped = ".gz";

    private readonly FileInfo images, labels;
    private readonly OutputFile imagesFile, labelsFile;

    /// <exception cref="IOException">They cannot be written.</exception>
    public IdxOutput(FileInfo images, FileInfo labels)
    {
        if (images.FullName == labels.FullName)
            throw new UsageException($"--images and --labels both name '{images}', but must be two files.");
        (this.images, this.labels) = (images, labels);
        (imagesFile, labelsFile) = (Plan(images, "images"), Plan(labels, "labels"));
    }

    /// <summary>Writes the files.</summary>
    /// <param name="rows">Images and labels.</param>
    /// <param name="count">How many.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <returns>The size of both files, in bytes.</returns>
    public long Write(IEnumerable<(byte[] Pixels, byte Label)> rows, int count, int height, int width)
    {
        long labelsSize = 0;
        long imagesSize = imagesFile.Write(imagesPath => labelsSize = labelsFile.Write(labelsPath =>
        {
            using IdxWriter pixels = new(imagesPath, IsZipped(images), count, height, width);
            using IdxWriter classes = new(labelsPath, IsZipped(labels), count);
            foreach ((byte[] image, byte label) in rows)
            {
                pixels.Write(image);
                classes.Write([label]);
            }
        }));
        return imagesSize + labelsSize;
    }

    private static OutputFile Plan(FileInfo file, string what) => IsZipped(file)
        ? OutputFile.Plan(file, what, "\u001f\u008b", "a gzipped file")
        : OutputFile.Plan(file, what, "\0\0\u0008", "an IDX file");

    private static bool IsZipped(FileInfo file) => file.Name.EndsWith(Zipped, StringComparison.OrdinalIgnoreCase);
}
