using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>What a saved model says of image files, or of single digits of a data set.</summary>
internal sealed class PredictCommand : SampleCommand
{
    /// <summary>Images decoded side by side and scored together.</summary>
    private const int BatchSize = 512;

    private const int StandardTop = 3;

    private readonly Argument<FileInfo> model = ModelArgument.Create();

    private readonly Argument<string[]> files = new("files")
    {
        Description = $"Files in {ImageFile.Formats}, of any size and colour; "
            + "folders of them; patterns such as 'images/**/*.png'; - for paths from standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int[]> indexes = Numbers.Indexes(
        "--idx", "Images of a data set by their place in it, from 0: of MNIST's test digits, or of --data or --images.");

    private readonly ImagesChoice images = new(needLabels: false);
    private readonly Option<int?> top = Numbers.Count(
        "--top", $"How many classes to name for an image, the most probable first. [default: {StandardTop}]");

    private readonly Option<bool> draw = new("--draw")
    {
        Description = $"Draw each image as the network sees it. [default: in a terminal, up to {PredictionOutput.DrawnUnasked} images]",
    };

    private readonly Option<bool> json = new("--json") { Description = "A JSON object for each image, one a line." };

    public PredictCommand() : base(
        "predict", "Tell the digits on image files.",
        ("predict mnist-rnn.zip digit.png", "one image, of any size and colour"),
        ("predict mnist-rnn.zip 'data/images/*/*.png'", "many"),
        ("predict mnist-rnn.zip --idx 0 115 --draw", "two of MNIST's test digits"),
        ("predict mnist-rnn.zip - --json < paths.txt", "for another program"))
    {
        Add(model);
        Add(files);
        foreach (Option option in (Option[])[indexes, .. images.All, top, draw, json])
            Add(option);
        Validators.Add(given =>
        {
            bool hasFiles = given.GetResult(files) is { Tokens.Count: > 0 }, hasIndexes = given.GetResult(indexes) is not null;
            if (hasFiles && hasIndexes)
                given.AddError("Both image files and --idx are given; give one of the two.");
            if (!hasFiles && !hasIndexes)
                given.AddError("Nothing to tell: give image files, or --idx.");
            if (hasFiles && images.All.Any(option => given.GetResult(option) is { Implicit: false }))
                given.AddError("--data, --images, --labels and --transposed go with --idx, but image files are given.");
        });
        SetWork(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        SavedModel saved = SavedModel.Load(parsed.GetRequiredValue(model));
        PredictionOutput output = new(saved, parsed.GetValue(top) ?? StandardTop, parsed.GetValue(draw), parsed.GetValue(json));
        if (parsed.GetValue(indexes) is { Length: > 0 } asked)
        {
            LabelledImages set = images.Open(saved, parsed, mayBeKnown: true);
            foreach (string remark in set.Remarks)
                Failure.Write(remark);
            output.Tell(DigitRow.Read(saved, set, asked));
            return ExitCode.Success;
        }

        ImageReader reader = new(saved.Form);
        IEnumerable<string> paths = reader.Find(parsed.GetRequiredValue(files), out int? total, cancellation);
        // In a terminal the lines of output show how far it is.
        using ProgressLine? progress = Console.IsOutputRedirected ? new("images", total) : null;
        int done = 0;
        foreach (string[] batch in total is null ? ReadyBatches.Of(paths, BatchSize, cancellation) : paths.Chunk(BatchSize))
        {
            // A pipe that nobody writes to never opens.
            output.Tell(Interruption.Await(() => reader.Read(batch), cancellation));
            progress?.Report(done += batch.Length);
        }
        return reader.Code;
    }
}
