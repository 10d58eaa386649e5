using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>What a model says of image files, or of single images of a data set.</summary>
internal sealed class DigitPredictions : PredictionSource
{
    /// <summary>Images decoded side by side and scored together.</summary>
    private const int BatchSize = 512;

    private readonly Option<int[]> indexes = Numbers.Indexes(
        "--idx", "Indexes of images in a data set, from 0: MNIST's test digits, or --data or --images.");

    private readonly ImagesChoice images = new(needLabels: false);

    private readonly Option<bool> draw = new("--draw")
    {
        Description = $"Draw each image as the network sees it. [default: in a terminal, up to {PredictionOutput.DrawnUnasked} images]",
    };

    public override string Kind => "images";

    public override IReadOnlyList<Symbol> Symbols => [indexes, .. images.All, draw];

    public override bool Takes(TrainedModel model) => true;

    /// <summary>Makes a command refuse what does not go together.</summary>
    /// <param name="command">The command, which has the options.</param>
    /// <param name="files">Its argument that names files.</param>
    public void Validate(Command command, Argument<string[]> files) => command.Validators.Add(given =>
    {
        bool hasFiles = given.GetResult(files) is { Tokens.Count: > 0 }, hasIndexes = given.GetResult(indexes) is not null;
        if (hasFiles && hasIndexes)
            given.AddError("Both image files and --idx are given. Remove one of them.");
        if (!hasFiles && !hasIndexes)
            given.AddError("Nothing to predict: name files, or use --idx.");
        if (hasFiles && images.All.Any(option => given.GetResult(option) is { Implicit: false }))
            given.AddError("--data, --images, --labels and --transposed need --idx, but image files are given.");
    });

    public override int Predict(
        TrainedModel model, ParseResult parsed, IReadOnlyList<string> files, int top, bool json, CancellationToken cancellation)
    {
        SavedModel saved = SavedModel.Of(model);
        PredictionOutput output = new(saved, top, parsed.GetValue(draw), json);
        if (parsed.GetValue(indexes) is { Length: > 0 } asked)
        {
            LabelledImages set = images.Open(saved, parsed, mayBeKnown: true);
            foreach (string remark in set.Remarks)
                Failure.Write(remark);
            output.Tell(DigitRow.Read(saved, set, asked));
            return ExitCode.Success;
        }

        ImageReader reader = new(saved.Form);
        IEnumerable<string> paths = reader.Find([.. files], out int? total, cancellation);
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
