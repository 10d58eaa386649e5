using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>The part of the command line that says which images to take, with what they are.</summary>
internal sealed class ImagesChoice
{
    private readonly Option<DirectoryInfo?> data = DataChoice.DataOption(
        "Folder with IDX files, whose test images are used, or with one folder of images for each class.");

    private readonly Option<bool> transposed = DataChoice.TransposedOption();

    private readonly Option<FileInfo?> images = IdxImages(), labels = IdxLabels();

    /// <param name="needLabels">Whether images without labels are of no use.</param>
    public ImagesChoice(bool needLabels)
    {
        images.Validators.Add(given =>
        {
            if (given.GetResult(data) is not null)
                given.AddError("Both --data and --images are given. Remove one of them.");
            if (needLabels && given.GetResult(labels) is null)
                given.AddError("--images also needs --labels, the IDX file with the labels of the images.");
        });
        labels.Validators.Add(given =>
        {
            if (given.GetResult(images) is null)
                given.AddError("--labels also needs --images, the IDX file with the images.");
        });
    }

    /// <summary>An option that names a file of images.</summary>
    public static Option<FileInfo?> IdxImages() => new("--images")
    {
        Description = "IDX file with images, gzipped or not, instead of --data.",
        HelpName = "file",
    };

    /// <summary>An option that names the file of labels that goes with it.</summary>
    public static Option<FileInfo?> IdxLabels() => new("--labels")
    {
        Description = "IDX file with the labels of --images.",
        HelpName = "file",
    };

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => [data, images, labels, transposed];

    /// <summary>The images that are asked for.</summary>
    /// <param name="model">The model that is to tell them, in whose form they are read.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="mayBeKnown">Whether the model may have been trained on them.</param>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">They are something else.</exception>
    public LabelledImages Open(SavedModel model, ParseResult parsed, bool mayBeKnown) => parsed.GetValue(images) is FileInfo idx
        ? LabelledImages.OfIdx(model.ML, idx, parsed.GetValue(labels), parsed.GetValue(transposed))
        : LabelledImages.OfFolder(model, parsed.GetValue(data), parsed.GetValue(transposed), mayBeKnown);
}
