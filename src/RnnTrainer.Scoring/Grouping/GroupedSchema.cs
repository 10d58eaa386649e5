using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>The columns of the sequences that are made of rows of one schema: the group, its features, label and last values.</summary>
internal sealed class GroupedSchema
{
    private readonly GroupedColumn[] columns;

    /// <param name="grouping">Which columns make up the sequences.</param>
    /// <param name="source">The columns of the rows.</param>
    /// <param name="isForScoring">Whether the rows may lack the label and what is kept of the last row.</param>
    /// <exception cref="RnnColumnException">A column is missing or of another type.</exception>
    public GroupedSchema(SequenceGrouping grouping, DataViewSchema source, bool isForScoring)
    {
        Group = GroupReader.Find(source, grouping.GroupColumn);
        Order = grouping.OrderColumn is { } order ? StepOrder.Find(source, order) : null;
        columns =
        [
            GroupedColumn.OfLastRow(Group),
            Features(grouping, source),
            .. grouping.Optional.Where(name => !isForScoring || source.GetColumnOrNull(name) is not null)
                .Select(name => Optional(grouping, ColumnCheck.Find(source, grouping.RoleOf(name), name))),
        ];
        DataViewSchema.Builder builder = new();
        builder.AddColumns(columns.Select(column => column.Output));
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    /// <summary>The source's column that identifies the groups.</summary>
    public DataViewSchema.Column Group { get; }

    /// <summary>The source's column that orders the rows of a group; null: they stay in their order.</summary>
    public DataViewSchema.Column? Order { get; }

    /// <summary>A column of the sequences.</summary>
    public GroupedColumn this[int index] => columns[index];

    /// <summary>Whether some active column depends on the order of rows: all do but the group.</summary>
    public static bool NeedsOrder(bool[] active) => active.AsSpan(1).Contains(true);

    /// <summary>The source's columns that the active ones are made of.</summary>
    public IEnumerable<DataViewSchema.Column> Needed(bool[] active)
    {
        IEnumerable<DataViewSchema.Column> inputs = columns.Where((_, index) => active[index]).SelectMany(column => column.Inputs);
        return inputs.Append(Group).Concat(Order is { } order && NeedsOrder(active) ? [order] : []).DistinctBy(column => column.Index);
    }

    private static GroupedColumn Features(SequenceGrouping grouping, DataViewSchema source)
    {
        string name = grouping.Options.FeatureColumnName;
        DataViewSchema.Column first = ColumnCheck.Find(source, "Input", grouping.FeatureColumns[0]);
        return grouping.AreTokens(ColumnForm.Of(first)) ? GroupedColumn.OfSteps(name, first)
            : GroupedColumn.OfInputs(name, StepInputs.Bind(source, grouping.FeatureColumns));
    }

    private static GroupedColumn Optional(SequenceGrouping grouping, DataViewSchema.Column column)
    {
        grouping.CheckOptional(ColumnForm.Of(column));
        return grouping.IsOfEachStep(column.Name) ? GroupedColumn.OfSteps(column.Name, column) : GroupedColumn.OfLastRow(column);
    }
}
