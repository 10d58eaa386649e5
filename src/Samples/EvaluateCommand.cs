using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>How well a saved model does on labelled data: the metrics of its task, and its worst mistakes.</summary>
internal sealed class EvaluateCommand : SampleCommand
{
    private const int StandardMistakes = 6;

    private readonly Argument<FileInfo> model = ModelArgument.Create();
    private readonly TestSource[] sources = [new SequenceTestSource(), new DigitTestSource()];
    private readonly Option<int?> mistakes = Numbers.CountOrNone(
        "--mistakes", $"Number of mistakes to show, the most confident first. [default: {StandardMistakes}]");
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object instead of tables." };

    public EvaluateCommand() : base(
        "evaluate", "Evaluate a saved model on a file or on test images.",
        ("evaluate sensors.zip", "on the rows that 'train' held out"),
        ("evaluate sensors.zip may.csv --json", "on another file, for another program"),
        ("evaluate mnist-rnn.zip", "on MNIST's test digits"),
        ("evaluate mnist-rnn.zip --mistakes 20", "with more mistakes"),
        ("evaluate mnist-rnn.zip --data my-digits", "on a folder of images"))
    {
        Add(model);
        foreach (Argument argument in sources.SelectMany(source => source.Symbols).OfType<Argument>())
            Add(argument);
        foreach (Option option in (Option[])[.. sources.SelectMany(source => source.Symbols).OfType<Option>(), mistakes, json])
            Add(option);
        SetWork(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TrainedModel trained = TrainedModel.Load(parsed.GetRequiredValue(model));
        TestSource source = sources.First(one => one.Takes(trained));
        SourceSymbols.CheckOthers(parsed, source.Symbols, source.Kind, sources.Select(one => (one.Symbols, one.Kind)));
        bool isJson = parsed.GetValue(json);
        source.Evaluate(trained, parsed, parsed.GetValue(mistakes) ?? StandardMistakes, new(isQuiet: isJson), isJson, cancellation);
        return ExitCode.Success;
    }
}
