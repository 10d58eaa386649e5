namespace RnnTrainer.Samples;

/// <summary>A row for each word, with a column that says which sentence it belongs to.</summary>
internal sealed class WordsForm() : LongForm("words")
{
    public override bool HasWords => true;

    protected override bool Is(FileInfo file, SequenceColumns asked) => asked is { Text: not null, Sequence: not null };

    protected override ReadSequence With(ReadSequence sequence, TableFile table, IReadOnlyList<TableRow> rows, SequenceColumns columns)
    {
        int text = table.Place(columns.Text);
        return sequence with { Words = [.. rows.Select(row => TextForm.Word(row.Cells[text]))] };
    }
}
