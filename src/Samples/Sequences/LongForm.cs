namespace RnnTrainer.Samples;

/// <summary>A row for each time step, with a column that says which sequence it belongs to.</summary>
internal class LongForm(string name = "long") : TableForm(name)
{
    protected override bool Is(FileInfo file, SequenceColumns asked) => asked.Sequence is not null;

    /// <summary>A sequence of its rows.</summary>
    protected virtual ReadSequence With(ReadSequence sequence, TableFile table, IReadOnlyList<TableRow> rows, SequenceColumns columns) =>
        sequence with { Values = [.. rows.SelectMany(row => Values(table, row, columns))] };

    protected sealed override SequenceFile Read(TableFile table, SequenceColumns columns, bool withLabels)
    {
        int key = table.Place(columns.Sequence), label = withLabels ? table.Place(columns.Label) : -1;
        if (table.Rows.FirstOrDefault(row => row.Cells[key] == "") is { } odd)
        {
            throw new InvalidDataException(
                $"Line {odd.Line} of '{table.File}': '{columns.Sequence}' is empty. Fill it in, or remove the row.");
        }
        TableTimes? times = columns.Time is { } time ? TableTimes.In(table, time) : null;
        List<ReadSequence> sequences = [];
        foreach (IGrouping<string, (int Index, TableRow Row)> group in table.Rows.Index().GroupBy(row => row.Item.Cells[key]))
        {
            TableRow[] rows = [.. (times is null ? group : Sorted(table, columns, [.. group], times)).Select(row => row.Row)];
            sequences.Add(With(new(group.Key, rows[0].Line)
            {
                Labels = label < 0 ? [] : [.. rows.Select(row => row.Cells[label])],
            }, table, rows, columns));
        }
        return new(table.File, columns, sequences, columns.Features.Count);
    }

    private static IEnumerable<(int Index, TableRow Row)> Sorted(
        TableFile table, SequenceColumns columns, (int Index, TableRow Row)[] rows, TableTimes times)
    {
        (int Index, TableRow Row)[] sorted = [.. rows.OrderBy(row => times.Places[row.Index])];
        foreach (((int Index, TableRow Row) before, (int Index, TableRow Row) after) in sorted.Zip(sorted.Skip(1)))
        {
            if (times.Places[before.Index] == times.Places[after.Index])
            {
                throw new InvalidDataException($"Line {after.Row.Line} of '{table.File}': '{columns.Time}' of "
                    + $"'{after.Row.Cells[table.Place(columns.Sequence)]}' is the same as in line {before.Row.Line}. "
                    + "Remove one of the rows.");
            }
        }
        return sorted;
    }
}
