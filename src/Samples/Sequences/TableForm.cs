namespace RnnTrainer.Samples;

/// <summary>A form of tables: CSV and TSV files with named columns.</summary>
/// <param name="name">What a model's record calls it.</param>
internal abstract class TableForm(string name) : SequenceForm(name)
{
    private const string Roles = "--label, --sequence, --time, --text and --features";

    public sealed override SequenceFile Read(FileInfo file, SequenceColumns columns, bool withLabels) =>
        Parse(file, TableFile.TextOf(file), columns, withLabels);

    /// <summary>Reads the text of a file.</summary>
    /// <inheritdoc cref="SequenceForm.Read"/>
    public SequenceFile Parse(FileInfo file, string text, SequenceColumns columns, bool withLabels)
    {
        SequenceColumns chosen = columns;
        TableFile table = TableFile.Parse(file, text, Choose, columns.HasHeader);
        if (columns.Features.Count == 0)
            CheckNumbers(table, chosen);
        return Read(table, chosen, withLabels);

        IReadOnlyList<string> Choose(IReadOnlyList<string> names)
        {
            if (withLabels && columns.Label is null)
                throw new UsageException($"Use --label to name the column to predict: '{file}' has {ColumnNames.Listed(names)}.");
            IReadOnlyList<string> asked = Wanted(columns, withLabels);
            ColumnNames.CheckDifferent(Roles, asked);
            ColumnNames.Check(file, names, asked);
            chosen = HasWords || columns.Features.Count > 0 ? columns : columns with { Features = Others(file, names, columns) };
            IReadOnlyList<string> wanted = Wanted(chosen, withLabels);
            ColumnNames.Check(file, names, wanted);
            return wanted;
        }
    }

    /// <summary>Makes sequences of a table's rows.</summary>
    protected abstract SequenceFile Read(TableFile table, SequenceColumns columns, bool withLabels);

    /// <summary>The numbers of a row, in the order of the features.</summary>
    protected static IReadOnlyList<float> Values(TableFile table, TableRow row, SequenceColumns columns) =>
        [.. columns.Features.Select(name => table.Number(row, table.Place(name), columns.HasDecimalCommas))];

    // Spreadsheets and data frames leave the head of a column of row numbers empty.
    private static IReadOnlyList<string> Others(FileInfo file, IReadOnlyList<string> names, SequenceColumns columns)
    {
        string[] others = [.. names.Where(name => name != "").Except([columns.Label, columns.Sequence, columns.Time]).OfType<string>()];
        return others.Length > 0 ? others
            : throw new UsageException($"'{file}' has no columns to train on: its columns are {ColumnNames.Listed(names)}.");
    }

    private static void CheckNumbers(TableFile table, SequenceColumns columns)
    {
        string[] texts = [.. columns.Features.Where(name => !IsNumber(name, columns.HasDecimalCommas))];
        if (texts.Length == 0)
            return;
        string cure = texts.All(name => IsNumber(name, !columns.HasDecimalCommas))
            ? columns.HasDecimalCommas ? "Remove --decimal-comma if numbers use decimal points."
                : "If numbers use decimal commas, add --decimal-comma."
            : "Use --features to name the columns of numbers, or --text to read text.";
        throw new UsageException($"'{table.File}' has text in {ColumnNames.Listed(texts)}. {cure}");

        bool IsNumber(string name, bool hasDecimalCommas) =>
            NumberCell.IsNumber(table.Rows[0].Cells[table.Place(name)], hasDecimalCommas);
    }

    /// <summary>The columns that are read.</summary>
    public static IReadOnlyList<string> Wanted(SequenceColumns columns, bool withLabels)
    {
        string?[] roles = [columns.Sequence, columns.Time, columns.Text, .. columns.Features, withLabels ? columns.Label : null];
        return [.. roles.OfType<string>()];
    }
}
