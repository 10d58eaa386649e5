using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>Reads a folder of image files, as <c>train</c> does, and writes it as a pair of IDX files.</summary>
internal sealed class ImagesReadCommand : SampleCommand
{
    private readonly Argument<DirectoryInfo> folder = new("folder")
    {
        Description = $"Folder with a folder of PNG or JPEG files for each class; {ImageFolder.ListName} in it says which, in what order.",
    };

    private readonly Option<FileInfo> images = ToWrite("--images", "IDX file of images to write, gzipped if its name ends in .gz.");
    private readonly Option<FileInfo> labels = ToWrite("--labels", "IDX file of labels to write, gzipped if its name ends in .gz.");

    public ImagesReadCommand(params (string Arguments, string Purpose)[] examples)
        : base("read", $"Read image files, resized to {ImageFolder.Side} x {ImageFolder.Side}, into two IDX files.", examples)
    {
        Add(folder);
        Add(images);
        Add(labels);
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
        LabelledImages read = new($"{parsed.GetRequiredValue(folder)}", ImageFolder.Load(ml, from));
        if (read.Rows.Schema["Label"].Type != NumberDataViewType.Byte)
        {
            string label = read.TextOf("Label").First(text => !byte.TryParse(text, out _));
            throw new InvalidDataException(
                $"'{read.Name}' has a class '{label}', but the labels of an IDX file are numbers from 0 to 255.");
        }

        int count = (int)read.Rows.GetRowCount()!;
        long size;
        using (ProgressLine progress = new("images read", count))
        {
            IEnumerable<Row> rows = progress.Count(ml.Data.CreateEnumerable<Row>(read.Rows, reuseRowObject: true), cancellation);
            size = output.Write(rows.Select(row => (row.Pixels, row.Label)), count, ImageFolder.Side, ImageFolder.Side);
        }
        string written = $"'{parsed.GetRequiredValue(images)}' and '{parsed.GetRequiredValue(labels)}'";
        new Screen().Line($"{count:N0} images written to {written}, {size:N0} bytes.");
        return ExitCode.Success;
    }

    private sealed class Row
    {
        public byte[] Pixels { get; set; } = [];

        public byte Label { get; set; }
    }
}
