using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RnnTrainer.Samples;

/// <summary>The part of the command line that says which columns of a file are what, and what is to be learnt of them.</summary>
internal sealed class SequenceChoice
{
    private const string Prefix = "With a file: ";

    private readonly Option<string?> label = Column("--label", "column to predict.");
    private readonly Option<string?> sequence = Column(
        "--sequence", "column with the sequence that a row belongs to. [default: each row is a sequence]");

    private readonly Option<string?> time = Column(
        "--time", "column of dates or whole numbers to sort a sequence's rows by. [default: file order]");
    private readonly Option<string?> text = Column("--text", "column of texts, such as messages; with --sequence, of words.");

    private readonly Option<string[]> features = new("--features")
    {
        Description = $"{Prefix}columns of numbers, separated by commas. [default: all others]",
        HelpName = "columns",
    };

    private readonly Option<SequenceTask?> task = new("--task")
    {
        Description = $"{Prefix}{string.Join("; ", SequenceTask.All.Select(task => $"{task.Name}: {task.Purpose}"))}. "
            + "[default: chosen by the labels]",
        HelpName = "name",
        CustomParser = ParseTask,
    };

    private readonly Option<float[]?> levels = new("--levels")
    {
        Description = $"{Prefix}quantile levels, separated by commas. [default: "
            + $"{string.Join(',', QuantilesTask.UsualLevels.Select(level => level.ToString(CultureInfo.InvariantCulture)))}]",
        HelpName = "numbers",
        CustomParser = ParseLevels,
    };

    private readonly Option<string?> positive = new("--positive")
    {
        Description = $"{Prefix}label of the positive class. [default: yes, true or 1]",
        HelpName = "label",
    };

    private readonly Option<bool> decimalComma = new("--decimal-comma") { Description = $"{Prefix}numbers are written as 1,5." };
    private readonly Option<bool> noHeader = new("--no-header")
    {
        Description = $"{Prefix}it has no header; its columns are named 1, 2, 3 and so on.",
    };

    public SequenceChoice() => task.CompletionSources.Add([.. SequenceTask.All.Select(known => known.Name)]);

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [label, sequence, time, features, text, task, levels, positive, decimalComma, noHeader];

    /// <summary>Whether steps are words.</summary>
    public bool HasWords(ParseResult parsed) => parsed.GetValue(text) is not null;

    /// <summary>What is asked for; the task's name is empty where none is given.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public SequenceColumns ColumnsOf(ParseResult parsed, FileInfo file)
    {
        SequenceTask? chosen = parsed.GetValue(task);
        float[]? asked = parsed.GetValue(levels) is { Length: > 0 } some ? some : null;
        if (chosen is not null and not QuantilesTask && asked is not null)
            throw new UsageException($"--levels needs --task quantiles, but --task is {chosen}. Remove one of them.");
        if (chosen is not null and not BinaryTask && parsed.GetValue(positive) is not null)
            throw new UsageException($"--positive needs --task binary, but --task is {chosen}. Remove one of them.");
        if (parsed.GetValue(text) is not null && parsed.GetValue(features) is { Length: > 0 })
            throw new UsageException("Both --text and --features are given, but a network reads words or numbers. Remove one of them.");
        string implied = asked is not null ? new QuantilesTask().Name
            : parsed.GetValue(positive) is not null ? new BinaryTask().Name : "";
        SequenceColumns columns = new()
        {
            Task = chosen?.Name ?? implied,
            Label = parsed.GetValue(label),
            Sequence = parsed.GetValue(sequence),
            Time = parsed.GetValue(time),
            Text = parsed.GetValue(text),
            Features = [.. (parsed.GetValue(features) ?? []).SelectMany(
                given => given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
            HasDecimalCommas = parsed.GetValue(decimalComma),
            HasHeader = !parsed.GetValue(noHeader),
            Positive = parsed.GetValue(positive),
        };
        columns = columns with { Levels = columns.Task == new QuantilesTask().Name ? asked ?? QuantilesTask.UsualLevels : [] };
        return columns with { Form = SequenceForm.Of(file, columns).Name };
    }

    private static Option<string?> Column(string name, string description) =>
        new(name) { Description = $"{Prefix}{description}", HelpName = "column" };

    private static SequenceTask? ParseTask(ArgumentResult given)
    {
        string name = given.Tokens[0].Value;
        SequenceTask? found = SequenceTask.Named(name);
        if (found is null)
            given.AddError($"--task must be one of {string.Join(", ", SequenceTask.All)}, but is '{name}'.");
        return found;
    }

    private static float[]? ParseLevels(ArgumentResult given)
    {
        string text = given.Tokens[0].Value;
        float[] read = [.. text.Split(',').Select(Level)];
        if (read.Any(float.IsNaN) || read.Zip(read.Skip(1)).Any(pair => pair.First >= pair.Second))
            given.AddError($"--levels must be ascending numbers between 0 and 1, such as 0.1,0.5,0.9, but are '{text}'.");
        return read;

        static float Level(string part) => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float level)
            && level is > 0 and < 1 ? level : float.NaN;
    }
}
