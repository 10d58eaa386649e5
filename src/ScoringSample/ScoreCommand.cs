using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Samples;
using static System.FormattableString;

namespace RnnTrainer.ScoringSample;

/// <summary>The whole program: scores labelled digits with a saved model, and says how many it got right and how fast.</summary>
internal sealed class ScoreCommand : RootCommand
{
    private readonly Argument<FileInfo> model = new("model") { Description = "A model (.zip) saved by the training console." };
    private readonly Option<DirectoryInfo> idx = new("--idx")
    {
        Description = "Folder with test digits in IDX files named like MNIST's.",
        HelpName = "folder",
        DefaultValueFactory = _ => new("data/mnist"),
    };
    private readonly Option<int> passes = new("--passes")
    {
        Description = "Passes over the digits. The first pass also loads code; the fastest of the others is shown.",
        HelpName = "count",
        DefaultValueFactory = _ => 5,
    };
    private readonly Option<bool> list = new("--list")
    {
        Description = "Print only the predicted class of each digit, one per line.",
    };

    public ScoreCommand() : base($"""
        Scores handwritten digits with a model that RnnTrainer trained. Needs no TorchSharp and no libtorch.

          rnn-score mnist-rnn.zip --idx data/mnist

        Exit codes: {ExitCode.Success} success; {ExitCode.BadUsage} the command line could not be understood;
        {ExitCode.InputOutput} a file could not be read, or does not hold what it should;
        {ExitCode.Internal} a fault of the program or its installation.
        """)
    {
        passes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 and var given)
                result.AddError(Invariant($"{passes.Name} must be at least 1, but is {given}."));
        });
        Add(model);
        Add(idx);
        Add(passes);
        Add(list);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        DirectoryInfo folder = parsed.GetRequiredValue(idx);
        MLContext ml = new();
        DigitModel digits = DigitModel.Load(ml, parsed.GetRequiredValue(model));
        if (!folder.Exists)
            throw new DirectoryNotFoundException($"There is no data folder '{folder}'. Set --idx to a folder with MNIST's IDX files.");
        IDataView test = IdxSet.In(folder)?.Test(ml)
            ?? throw new InvalidDataException($"'{folder}' holds no IDX files (t10k-images-idx3-ubyte, ...; gzipped or not).");
        if (parsed.GetValue(list))
        {
            Console.Out.WriteLine(string.Join(Environment.NewLine, digits.Predict(test)));
            return ExitCode.Success;
        }

        byte[] labels = [.. test.GetColumn<byte>("Label")];

        string[] predicted = [];
        List<double> seconds = [];
        while (seconds.Count < parsed.GetValue(passes))
        {
            Stopwatch watch = Stopwatch.StartNew();
            predicted = digits.Predict(test);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        double accuracy = predicted.Zip(labels, (digit, label) => digit == Invariant($"{label}") ? 1.0 : 0).Average();
        Console.WriteLine(digits.Description);
        Console.WriteLine(Invariant($"{labels.Length:N0} digits of {folder}: accuracy {accuracy:0.0000}"));
        Console.WriteLine(Invariant($"First pass, including loading code: {Pass(labels.Length, seconds[0])}"));
        if (seconds.Count > 1)
            Console.WriteLine(Invariant($"Fastest of {seconds.Count - 1} further passes: {Pass(labels.Length, seconds.Skip(1).Min())}"));
        return ExitCode.Success;
    }

    private static string Pass(int rows, double seconds) =>
        Invariant($"{seconds:0.000} s from the files to the predictions, {rows / seconds:N0} rows/s");
}
