using System.Reflection;
using System.Text.RegularExpressions;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>What can be found out about the options of <c>train</c> without running it.</summary>
[TestClass]
public sealed partial class TrainHelpTests
{
    // Why the command line does not offer an option of the trainer.
    private const string OfThePipeline = "the console's own pipeline makes the columns";
    private const string OfTheConsole = "the console follows the run and ends it";
    private const string OfTokens = "the preset for texts sets it", OfGaps = "a file's gaps are filled with the value before";
    private const string OfTheTask = "--task and --levels say it";

    private static readonly Dictionary<string, string> NotOffered = new()
    {
        [nameof(RnnOptions.LabelColumnName)] = OfThePipeline,
        [nameof(RnnOptions.FeatureColumnName)] = OfThePipeline,
        [nameof(RnnOptions.LengthColumnName)] = OfThePipeline,
        [nameof(RnnOptions.ExampleWeightColumnName)] = OfThePipeline,
        [nameof(RnnOptions.TimeSteps)] = OfThePipeline,
        [nameof(RnnOptions.InputSize)] = OfThePipeline,
        [nameof(RnnOptions.EmbeddingSize)] = OfTokens,
        [nameof(RnnOptions.VocabularySize)] = OfTokens,
        [nameof(RnnOptions.TokenDropout)] = OfTokens,
        [nameof(RnnOptions.MissingValues)] = OfGaps,
        [nameof(RnnOptions.Loss)] = OfTheTask,
        [nameof(RnnOptions.ReturnSequences)] = OfTheTask,
        [nameof(RnnOptions.Progress)] = OfTheConsole,
        [nameof(RnnOptions.ProgressSteps)] = OfTheConsole,
        [nameof(RnnOptions.CancellationToken)] = OfTheConsole,
        [nameof(RnnOptions.KeepModelOnCancellation)] = OfTheConsole,
    };

    private static readonly Dictionary<string, string> Names = new()
    {
        [nameof(RnnOptions.ValidationFraction)] = "validation",
        [nameof(RnnOptions.Checkpoints)] = "checkpoint",
        [nameof(RnnOptions.ResumeFrom)] = "resume",
    };

    [TestMethod]
    public void EveryOptionOfTheTrainerIsOfferedOrThereIsAReason()
    {
        string help = Run("train", "--help").Succeeded().Output;
        string[] offered = [.. OptionInHelp().Matches(help).Select(match => match.Groups[1].Value)];
        string[] properties = [.. typeof(RnnOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite).Select(property => property.Name)];
        CollectionAssert.IsSubsetOf(NotOffered.Keys, properties);
        string[] missing = [.. properties.Where(property => !NotOffered.ContainsKey(property)
            && !offered.Contains(Names.GetValueOrDefault(property, Kebab(property))))];
        Assert.AreEqual("", string.Join(' ', missing));
    }

    [TestMethod]
    public void HelpOfTrainShowsPresetsExamplesAndExitCodes()
    {
        ChildProcess child = Run("train", "--help").Succeeded();
        string[] lines = [.. child.Lines.SkipWhile(line => line != "Presets:").Skip(1).TakeWhile(line => line != "Examples:")];
        Assert.AreEqual("tutorial simple-rnn lstm gru sensor words accurate images",
            string.Join(' ', lines.Select(line => line.Split(' ')[0])));
        Assert.EndsWith("50 RNN units, 4,001 steps of 50 digits", lines[0]);
        foreach ((RnnOptions preset, string line) in ((RnnOptions[])[RnnOptions.Accurate, RnnOptions.Images]).Zip(lines[^2..]))
            Assert.EndsWith($"2 layers of 128 LSTM units in both directions, {preset.Epochs} epochs in batches of 64", line);
        Assert.Contains("rnn-samples train --preset accurate --checkpoint run --resume", child.Output);
        Assert.Contains("Exit codes:", child.Lines);
    }

    /// <summary>The root takes train's options, but shows commands, and where to read more.</summary>
    [TestMethod]
    public void HelpOfTheProgramShowsCommandsAndIsShort()
    {
        ChildProcess child = Run("--help").Succeeded();
        Assert.Contains("train <file>  ", child.Output);
        Assert.Contains("rnn-samples COMMAND --help", child.Lines);
        Assert.Contains("rnn-samples train sensors.csv", child.Output);
        Assert.Contains("rnn-samples completions FOLDER", child.Lines);
        Assert.Contains("Exit codes:", child.Lines);
        Assert.DoesNotContain("--learning-rate", child.Output);
    }

    [TestMethod]
    [DataRow("train --preset ", "accurate", "gru", "images", "lstm", "sensor", "simple-rnn", "tutorial", "words")]
    [DataRow("rnn-samples train --preset ", "accurate", "gru", "images", "lstm", "sensor", "simple-rnn", "tutorial", "words")]
    [DataRow("train --preset ls", "lstm")]
    [DataRow("--cell ", "gru", "lstm", "rnn")]
    [DataRow("train --checkpoint-", "--checkpoint-epochs", "--checkpoint-minutes")]
    public void WhatIsBegunCanBeCompleted(string line, params string[] expected) =>
        CollectionAssert.AreEqual(expected, Run($"[suggest:{line.Length}]", line).Succeeded().Lines);

    private static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    [GeneratedRegex(@"^  --([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex OptionInHelp();
}
