using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace RnnTrainer.Tests;

/// <summary>docs/options.md names every option there is, and each default as it is.</summary>
[TestClass]
public sealed partial class OptionsDocumentTests
{
    private static readonly object[] Records =
    [
        new RnnOptions(), new RnnAdam(), new RnnAdamW(), new RnnSgd(), new RnnRmsProp(), new RnnConstantSchedule(),
        new RnnStepSchedule { EveryEpochs = 1 },
        new RnnExponentialSchedule(), new RnnCosineSchedule(), new RnnOneCycleSchedule(), new RnnPlateauSchedule(), new RnnEarlyStopping(),
        new RnnEma(),
        new RnnCheckpoints { Folder = "." }, new RnnMpi(), new RnnSpill(), new RnnAugmentation(), new RnnOnnxOptions(),
        new SequenceWindowOptions(),
        new RnnForecastOptions(),
    ];

    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs", "options.md"));

    [TestMethod]
    public void EveryOptionAndItsDefaultIsDocumented()
    {
        foreach (object record in Records)
        {
            string[] expected = [.. from property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                                    where property.SetMethod is not null && (property.Name != nameof(RnnSchedule.WarmUpSteps)
                                        || record is RnnConstantSchedule)
                                    select $"{property.Name} = {Default(property, record)}"];
            string[] documented = [.. Row().Matches(Section(record.GetType().Name))
                .Select(row => $"{row.Groups[1].Value} = {row.Groups[2].Value}")];
            CollectionAssert.AreEquivalent(expected, documented, record.GetType().Name);
        }
    }

    [TestMethod]
    public void ThePresetsAreAsTheTableSays()
    {
        string[] expected = [.. OptionSamples.Presets.Select(preset => Row(preset.Name, preset.Options))];
        Assert.HasCount(8, expected);
        foreach (string row in expected)
            StringAssert.Contains(Text, row);

        static string Row(string name, RnnOptions o)
        {
            string network = $"{o.Layers} x {o.HiddenSize} {o.Cell}{(o.Bidirectional ? ", both directions" : "")}";
            string length = o.Steps is { } steps ? $"{steps} steps"
                : $"{o.Epochs} epochs{(o.MinSteps is { } least ? $", at least {least} steps" : "")}";
            string schedule = o.Schedule is RnnOneCycleSchedule ? "one-cycle" : o.Schedule is RnnCosineSchedule ? "cosine" : "constant";
            string rate = FormattableString.Invariant($"{o.LearningRate} {schedule}");
            return $"| `{name}` | {network} | {o.Pooling} | {o.BatchSize} | {length} | {rate} | "
                + FormattableString.Invariant($"dropout {o.Dropout}{(o.Augmentation is { } changes ? $", noise {changes.Noise}" : "")}")
                + FormattableString.Invariant($"{(o.LabelSmoothing > 0 ? $", smoothing {o.LabelSmoothing}" : "")} |");
        }
    }

    [TestMethod]
    public void NoRecordOfOptionsIsForgotten()
    {
        Type[] all = [.. typeof(RnnOptions).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(RnnOptimizer)) || type.IsSubclassOf(typeof(RnnSchedule)))];
        CollectionAssert.IsSubsetOf(all, Records.Select(record => record.GetType()).ToArray());
    }

    private static string Default(PropertyInfo property, object record)
    {
        if (property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null)
            return "required";
        return property.GetValue(record) switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool value => value ? "true" : "false",
            CancellationToken => "none",
            RnnOptions => "RnnOptions.Forecast",
            RnnOptimizer or RnnSchedule => property.GetValue(record)!.GetType().Name,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            object other => other.ToString()!,
        };
    }

    // From its heading to the next of the same rank or a higher one.
    private static string Section(string name)
    {
        Match heading = Regex.Match(Text, $"^(##+) {name}$", RegexOptions.Multiline);
        Assert.IsTrue(heading.Success, $"docs/options.md has no heading '{name}'.");
        string rest = Text[(heading.Index + heading.Length)..];
        Match next = Regex.Match(rest, $"^#{{2,{heading.Groups[1].Length}}} ", RegexOptions.Multiline);
        return next.Success ? rest[..next.Index] : rest;
    }

    [GeneratedRegex(@"^\| `(\w+)` \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
