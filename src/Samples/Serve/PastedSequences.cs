using System.Globalization;

namespace RnnTrainer.Samples;

/// <summary>
/// Sequences as people paste them: a table with the model's columns; otherwise a text a line, a sequence of numbers a line, or, where a
/// step has several inputs, a step a line.
/// </summary>
internal static class PastedSequences
{
    private static readonly char[] Separators = [',', ';', '\t', '|', ' '];
    private static readonly FileInfo Pasted = new("the text");

    /// <summary>A series of numbers, wherever lines end.</summary>
    public static SequenceColumns Series { get; } = new() { Form = "wide" };

    /// <summary>What is wanted, for people.</summary>
    public static string Wanted(SequenceColumns columns, int inputSize) => (SequenceForm.Named(columns.Form)!.HasWords ? "One text per line"
        : inputSize == 1 ? "One sequence of numbers per line" : $"One step per line, with {inputSize} numbers")
        + (columns.HasHeader && TableForm.Wanted(columns, withLabels: false) is { Count: > 0 } names
            ? $"; or a table with the {ColumnNames.Counted(names)}." : ".");

    /// <summary>Whether a text begins with the names of some columns.</summary>
    public static bool IsTable(string text, IReadOnlyList<string> columns)
    {
        string line = text.Split('\n', 2)[0];
        string[] cells = [.. line.Split(Separators[..^1]).Select(cell => cell.Trim().Trim('"'))];
        return columns.Count > 0 && columns.All(cells.Contains);
    }

    /// <summary>Reads them.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="columns">How the model reads files.</param>
    /// <param name="inputSize">Inputs at each step.</param>
    /// <exception cref="InvalidDataException">They cannot be read; the message says where, and what is wanted.</exception>
    public static SequenceFile Read(string text, SequenceColumns columns, int inputSize)
    {
        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Where(line => !string.IsNullOrWhiteSpace(line))];
        if (lines.Length == 0)
            throw new InvalidDataException("Nothing to predict: paste or upload a sequence.");
        SequenceForm form = SequenceForm.Named(columns.Form)!;
        if (form is TableForm table && columns.HasHeader && IsTable(text, TableForm.Wanted(columns, withLabels: false)))
            return table.Parse(Pasted, text, columns, withLabels: false);
        return new(Pasted, columns, form.HasWords ? [.. lines.Select(Texts)]
            : inputSize == 1 ? [.. lines.Select((line, index) => Numbers(line, index))]
            : [OfSteps(lines, inputSize)], form.HasWords ? 0 : inputSize);
    }

    private static ReadSequence Texts(string line, int index) => new($"line {index + 1}", index + 1) { Words = TextForm.Words(line) };

    private static ReadSequence Numbers(string line, int index) =>
        new($"line {index + 1}", index + 1) { Values = [.. Cells(line).Select(cell => Number(cell, index))] };

    private static ReadSequence OfSteps(string[] lines, int inputSize)
    {
        float[][] steps = [.. lines.Select((line, index) => Cells(line).Select(cell => Number(cell, index)).ToArray())];
        int odd = Array.FindIndex(steps, step => step.Length != inputSize);
        return odd < 0 ? new("the sequence", 1) { Values = [.. steps.SelectMany(step => step)] }
            : throw new InvalidDataException(
                $"Line {odd + 1} has {Counted.Of(steps[odd].Length, "number")}, but a step of this model has {inputSize}.");
    }

    private static string[] Cells(string line) =>
        line.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static float Number(string cell, int line) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number
            : throw new InvalidDataException($"Line {line + 1}: '{Files.ErrorText.Short(cell, 40)}' is not a number. "
            + "Paste numbers separated by commas, or a table with the columns that the model was trained on.");
}
