using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>Writes IDX files out as PNG files, one folder for each class.</summary>
internal sealed class ImagesWriteCommand : SampleCommand
{
    private readonly Argument<DirectoryInfo> folder = new("folder") { Description = "Folder to write, new or empty." };

    private readonly Option<DirectoryInfo?> data = DataChoice.DataOption(
        "Folder with IDX files named like those of MNIST, EMNIST or QMNIST.");

    private readonly Option<bool> train = new("--train")
    {
        Description = "Only the training images. [default: training and test images, in folders train and test]",
    };

    private readonly Option<bool> test = new("--test") { Description = "Only the test images." };
    private readonly Option<FileInfo?> images = ImagesChoice.IdxImages(), labels = ImagesChoice.IdxLabels();
    private readonly Option<bool> transposed = DataChoice.TransposedOption();
    private readonly Option<int?> count = Numbers.Count("--count", "Number of images to write from each file. [default: all]");
    private readonly Option<bool> force = new("--force")
    {
        Description = "Replace a folder written by this command before.",
    };

    public ImagesWriteCommand(params (string Arguments, string Purpose)[] examples)
        : base("write", "Write IDX files as PNG files: CLASS/INDEX.png, and a list in labels.tsv.", examples)
    {
        Add(folder);
        foreach (Option option in (Option[])[data, train, test, images, labels, transposed, count, force])
            Add(option);
        Validators.Add(given =>
        {
            Option[] chosen = [.. ((Option[])[data, train, test, images]).Where(option => given.GetResult(option) is not null)];
            if (chosen.Contains(images) && chosen.Length > 1)
                given.AddError($"Both {chosen[0].Name} and --images are given. Remove one of them.");
            else if (chosen.Contains(train) && chosen.Contains(test))
                given.AddError("Both --train and --test are given; without either, both are written.");
            if (given.GetResult(images) is null != given.GetResult(labels) is null)
                given.AddError("--images and --labels go together: IDX files with images and with their labels.");
        });
        SetWork(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        (string Part, LabelledImages Images)[] parts = Open(parsed);
        OutputFolder output = OutputFolder.Plan(parsed.GetRequiredValue(folder), there => WhyNot(there, parsed.GetValue(force)));
        int written = 0;
        output.Write(temporary =>
        {
            foreach ((string part, LabelledImages images) in parts)
            {
                string target = Directory.CreateDirectory(Path.Combine(temporary, part)).FullName;
                written += PngFolder.Write(target, images, parsed.GetValue(count) ?? int.MaxValue, cancellation);
            }
        });
        new Screen().Line($"{Counted.Of(written, "image")} written to '{output.Name}'.");
        return ExitCode.Success;
    }

    private static string? WhyNot(DirectoryInfo there, bool isForced) => !isForced
        ? "Choose another, or add --force to replace one written by this command."
        : PngFolder.FirstForeign(there) is string foreign
            ? $"It was not replaced: '{foreign}' in it was not written by this command."
            : null;

    private (string Part, LabelledImages Images)[] Open(ParseResult parsed)
    {
        MLContext ml = new();
        bool isTransposed = parsed.GetValue(transposed);
        if (parsed.GetValue(images) is FileInfo idx)
            return [("", LabelledImages.OfIdx(ml, idx, parsed.GetValue(labels), isTransposed))];
        DirectoryInfo from = DigitData.Find(parsed.GetValue(data));
        IdxSet set = IdxSet.In(from)
            ?? throw new InvalidDataException(
                $"The data folder '{from}' holds no IDX files (train-images-idx3-ubyte, ...; gzipped or not).");
        bool onlyTrain = parsed.GetValue(train), onlyTest = parsed.GetValue(test);
        List<(string, LabelledImages)> parts = [];
        if (!onlyTest)
            parts.Add((onlyTrain ? "" : "train", new($"{from}", set.Train(ml, isTransposed))));
        if (!onlyTrain)
            parts.Add((onlyTest ? "" : "test", new($"{from}", set.Test(ml, isTransposed))));
        return [.. parts];
    }
}
