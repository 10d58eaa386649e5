using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>What a saved model says of files, or of single digits of a data set.</summary>
internal sealed class PredictCommand : SampleCommand
{
    private const int StandardTop = 3;

    private readonly Argument<FileInfo> model = ModelArgument.Create();

    private readonly Argument<string[]> files = new("files")
    {
        Description = "CSV, TSV or .ts files, for a model trained on one; or images: files in "
            + $"{ImageFile.Formats}, of any size and color, folders of them, patterns such as 'images/**/*.png', "
            + "or - for paths from standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly PredictionSource[] sources;
    private readonly Option<int?> top = Numbers.Count(
        "--top", $"Number of classes to show, the most probable first. [default: {StandardTop}]");

    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object per line." };

    public PredictCommand() : base(
        "predict", "Predict the sequences in files, or classify images.",
        ("predict sensors.zip today.csv", "a file of your own"),
        ("predict sensors.zip today.csv --json", "for another program"),
        ("predict mnist-rnn.zip digit.png", "one image, of any size and color"),
        ("predict mnist-rnn.zip 'data/images/*/*.png'", "many"),
        ("predict mnist-rnn.zip --idx 0 115 --draw", "two of MNIST's test digits"),
        ("predict mnist-rnn.zip - --json < paths.txt", "paths from another program"))
    {
        DigitPredictions digits = new();
        sources = [new SequencePredictions(), digits];
        Add(model);
        Add(files);
        foreach (Option option in (Option[])[.. sources.SelectMany(source => source.Symbols).OfType<Option>(), top, json])
            Add(option);
        digits.Validate(this, files);
        SetWork(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TrainedModel trained = TrainedModel.Load(parsed.GetRequiredValue(model));
        PredictionSource source = sources.First(one => one.Takes(trained));
        SourceSymbols.CheckOthers(parsed, source.Symbols, source.Kind, sources.Select(one => (one.Symbols, one.Kind)));
        return source.Predict(
            trained, parsed, parsed.GetRequiredValue(files), parsed.GetValue(top) ?? StandardTop, parsed.GetValue(json), cancellation);
    }
}
