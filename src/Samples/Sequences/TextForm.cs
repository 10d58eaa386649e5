namespace RnnTrainer.Samples;

/// <summary>A row for each text, such as a message; or for each sentence, with as many tags as words beside it.</summary>
internal sealed class TextForm() : TableForm("text")
{
    public override bool HasWords => true;

    /// <summary>The words of a text.</summary>
    public static IReadOnlyList<string> Words(string text) => [.. Split(text).Select(Word)];

    /// <summary>A word as networks know it.</summary>
    public static string Word(string text) => text.ToLowerInvariant();

    protected override bool Is(FileInfo file, SequenceColumns asked) => asked.Text is not null;

    protected override SequenceFile Read(TableFile table, SequenceColumns columns, bool withLabels)
    {
        int text = table.Place(columns.Text), label = withLabels ? table.Place(columns.Label) : -1;
        ReadSequence[] all = [.. table.Rows.Select(row => new ReadSequence($"line {row.Line}", row.Line)
        {
            Words = Words(row.Cells[text]),
            Labels = label < 0 ? [] : [row.Cells[label]],
        })];
        if (all.FirstOrDefault(one => one.Words.Count == 0) is { } odd)
        {
            throw new InvalidDataException(
                $"Line {odd.Line} of '{table.File}': '{columns.Text}' has no word. Fill it in, or remove the row.");
        }
        return new(table.File, columns, AreTagged(all, columns) ? [.. all.Select(Tagged)] : all, 0);
    }

    // Where nothing is said of the task, several labels beside several words tell.
    private static bool AreTagged(ReadSequence[] all, SequenceColumns columns) => columns.Task != ""
        ? SequenceTask.Named(columns.Task) is TagsTask
        : all.All(one => one.Labels is [var labels] && Split(labels).Length == one.Words.Count) && all.Any(one => one.Words.Count > 1);

    private static ReadSequence Tagged(ReadSequence sequence) => sequence with { Labels = [.. sequence.Labels.SelectMany(Split)] };

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
