using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>Reads a folder of image files, as <c>train</c> does, and writes it as a pair of IDX files.</summary>
internal sealed class ImagesReadCommand : SampleCommand
{
    private readonly Argument<DirectoryInfo> folder = new("folder")
    {
        Description = $"Folder with one folder of image files for each class ({ImageFile.Formats}); "
            + $"if it has {ImageListing.ListName}, the files in that list, in its order.",
    };

    private readonly Option<FileInfo> images = ToWrite("--images", "IDX file to write the images to, gzipped if its name ends in .gz.");
    private readonly Option<FileInfo> labels = ToWrite("--labels", "IDX file to write the labels to, gzipped if its name ends in .gz.");

    private readonly Option<ImagePreparation> preparation = DataChoice.PreparationOption();

    public ImagesReadCommand(params (string Arguments, string Purpose)[] examples)
        : base(
            "read",
            $"Convert image files to two IDX files, resized to {ImageForm.TrainingSide} x {ImageForm.TrainingSide} as by 'train'.",
            examples)
    {
        Add(folder);
        Add(images);
        Add(labels);
        Add(preparation);
        SetWork(Run);
    }

    private static Option<FileInfo> ToWrite(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "file",
        Required = true,
    };

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        MLContext ml = new();
        IdxOutput output = new(parsed.GetRequiredValue(images), parsed.GetRequiredValue(labels));
        DirectoryInfo from = DigitData.Find(parsed.GetRequiredValue(folder));
        ImageForm form = ImageForm.ForTraining(parsed.GetRequiredValue(preparation));
        LabelledImages read = ImageFolder.Load(ml, from, form, $"{parsed.GetRequiredValue(folder)}");
        if (read.Rows.Schema["Label"].Type != NumberDataViewType.Byte)
        {
            string label = read.TextOf("Label").First(text => !byte.TryParse(text, out _));
            throw new InvalidDataException(
                $"'{read.Name}' has the class '{label}', but labels in an IDX file must be numbers from 0 to 255.");
        }

        int count = (int)read.Rows.GetRowCount()!;
        long size;
        using (ProgressLine progress = new("images read", count))
        {
            IEnumerable<Row> rows = progress.Count(ml.Data.CreateEnumerable<Row>(read.Rows, reuseRowObject: true), cancellation);
            size = output.Write(rows.Select(row => (row.Pixels, row.Label)), count, form.Height, form.Width);
        }
        string written = $"'{parsed.GetRequiredValue(images)}' and '{parsed.GetRequiredValue(labels)}'";
        foreach (string remark in read.Remarks)
            new Screen().Remark(remark);
        new Screen().Line($"{Counted.Of(count, "image")} written to {written}, {size:N0} bytes.");
        return ExitCode.Success;
    }

    private sealed class Row
    {
        public byte[] Pixels { get; set; } = [];

        public byte Label { get; set; }
    }
}
