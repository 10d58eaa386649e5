namespace RnnTrainer.Samples;

/// <summary>A row for each sequence, with a column for each of its steps; rows may end early.</summary>
internal sealed class WideForm() : TableForm("wide")
{
    protected override bool Is(FileInfo file, SequenceColumns asked) => true;

    protected override SequenceFile Read(TableFile table, SequenceColumns columns, bool withLabels)
    {
        if (columns.Time is not null)
            throw new UsageException("--time also needs --sequence, the column with the sequence that a row belongs to.");
        int label = withLabels ? table.Place(columns.Label) : -1;
        return new(table.File, columns, [.. table.Rows.Select(row => new ReadSequence($"line {row.Line}", row.Line)
        {
            Values = Known(table, row, columns),
            Labels = label < 0 ? [] : [row.Cells[label]],
        })], 1);
    }

    private static IReadOnlyList<float> Known(TableFile table, TableRow row, SequenceColumns columns)
    {
        IReadOnlyList<float> values = Values(table, row, columns);
        int length = values.Index().LastOrDefault(value => !float.IsNaN(value.Item), (-1, 0)).Item1 + 1;
        return length > 0 ? [.. values.Take(length)]
            : throw new InvalidDataException($"Line {row.Line} of '{table.File}' has no value. Fill it in, or remove the row.");
    }
}
