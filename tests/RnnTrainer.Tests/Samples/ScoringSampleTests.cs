using System.Globalization;

namespace RnnTrainer.Tests.Samples;

/// <summary>The program that is deployed: it scores what another has trained, and holds nothing of TorchSharp.</summary>
[TestClass]
public sealed class ScoringSampleTests
{
    private static readonly string Digits = Repository.PathOf("data", "mnist");

    [TestMethod]
    public void ItsOutputFolderHoldsNothingOfTorchSharp()
    {
        string[] files = [.. Directory.EnumerateFiles(Path.GetDirectoryName(ChildProcess.PathOf(Folder, Assembly))!, "*",
            SearchOption.AllDirectories).Select(file => Path.GetFileName(file))];
        CollectionAssert.IsSubsetOf(new[] { "rnn-score.dll", "RnnTrainer.Scoring.dll", "Microsoft.ML.Data.dll" }, files);
        Assert.IsEmpty(files.Where(file => file is "RnnTrainer.dll" || file.Contains("torch", StringComparison.OrdinalIgnoreCase)
            || file.StartsWith("libc10", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void ItPredictsWhatTheProgramThatTrainedPredicts()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("digits.zip");
        MLContext ml = new(1);
        IDataView test = Mnist.LabelledTestFile(ml);
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(Mnist.Scaled(ml))
            .Append(ml.MulticlassClassification.Trainers.Rnn(new RnnOptions { HiddenSize = 8, Steps = 100, Seed = 1 }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel")).Fit(ml.Data.TakeRows(test, 2_000));
        ml.Model.Save(model, test.Schema, file);
        IDataView scored = model.Transform(test);
        byte[] predicted = [.. scored.GetColumn<byte>("Digit")], labels = [.. test.GetColumn<byte>("Label")];
        Assert.IsGreaterThan(3, predicted.Distinct().Count(), "it has learnt something");

        ChildProcess list = Run(file, "--idx", Digits, "--list").Succeeded();
        CollectionAssert.AreEqual(predicted.Select(digit => digit.ToString(CultureInfo.InvariantCulture)).ToArray(), list.Lines);

        ChildProcess summary = Run(file, "--idx", Digits, "--passes", "2").Succeeded();
        double accuracy = predicted.Zip(labels, (digit, label) => digit == label ? 1.0 : 0).Average();
        StringAssert.Contains(summary.Output, FormattableString.Invariant($"10,000 digits of {Digits}: accuracy {accuracy:0.0000}"));
        StringAssert.Matches(summary.Output, new("[1-9][0-9,]* rows/s"));
    }

    [TestMethod]
    [DataRow(2, "Required argument 'model' missing")]
    [DataRow(2, "--passes must be at least 1, but is 0.", "model.zip", "--passes", "0")]
    [DataRow(3, "There is no model 'missing.zip'", "missing.zip")]
    [DataRow(3, "'src' is a folder; expected a model", "src")]
    [DataRow(3, "'README.md' is not an ML.NET model, or is damaged", "README.md")]
    [DataRow(3, "needs an assembly that this program lacks: RnnTrainer. It was saved by",
        "tests/RnnTrainer.Tests/Model/Golden/rnn-v1.zip")]
    public void WhatIsWrongIsOneLineWithAnExitCode(int code, string message, params string[] arguments) =>
        SampleConsole.AssertRefused(code, message, Run(arguments));

    [TestMethod]
    public void AModelWithAClassForEachRowOfPixelsIsRefused()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("steps.zip");
        OtherModel.All.Single(other => other.Kind == "labels-of-steps").Write(file);
        SampleConsole.AssertRefused(3, "classifies each row of pixels", Run(file));
    }

    private const string Folder = "src/ScoringSample", Assembly = "rnn-score";

    private static ChildProcess Run(params string[] arguments) => ChildProcess.Program(Folder, Assembly, arguments);
}
