using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Values;

namespace RnnTrainer.Grouping;

/// <summary>Which columns of a long table make up its sequences, and what these columns must be.</summary>
internal sealed class SequenceGrouping
{
    /// <summary>Rows with the same value are a sequence.</summary>
    public string GroupColumn { get; }

    /// <summary>The inputs of a step, side by side; or one column of tokens.</summary>
    public IReadOnlyList<string> FeatureColumns { get; }

    /// <summary>Null: there is none.</summary>
    public string? LabelColumn { get; }

    /// <summary>Null: rows stay in their order.</summary>
    public string? OrderColumn { get; }

    public SequenceGroupingOptions Options { get; }

    /// <exception cref="ArgumentException">A name is empty, or there twice.</exception>
    public SequenceGrouping(
        string groupColumn, IReadOnlyList<string> featureColumns, string? labelColumn, string? orderColumn,
        SequenceGroupingOptions? options)
    {
        ArgumentNullException.ThrowIfNull(featureColumns);
        GroupColumn = SettingCheck.NotEmpty(groupColumn, nameof(groupColumn));
        FeatureColumns = [.. featureColumns.Select(name => SettingCheck.NotEmpty(name, nameof(featureColumns)))];
        LabelColumn = labelColumn is null ? null : SettingCheck.NotEmpty(labelColumn, nameof(labelColumn));
        OrderColumn = orderColumn is null ? null : SettingCheck.NotEmpty(orderColumn, nameof(orderColumn));
        Options = options ?? new();
        if (FeatureColumns.Count == 0)
            throw new ArgumentException("featureColumns is empty. Name at least one column.", nameof(featureColumns));
        CheckDistinct(FeatureColumns, nameof(featureColumns), name => $"featureColumns names '{name}' twice. Name each column once.");
        string[] outputs = [GroupColumn, Options.FeatureColumnName, .. Optional];
        CheckDistinct(outputs, nameof(options), name => $"Two columns of the sequences would be named '{name}'. "
            + "Set SequenceGroupingOptions.FeatureColumnName, or name the column once.");
    }

    /// <summary>Columns that rows at scoring may lack: the label and what is kept of the last row.</summary>
    public IEnumerable<string> Optional => LabelColumn is null ? Options.LastRowColumns : [LabelColumn, .. Options.LastRowColumns];

    /// <summary>Whether the steps are single keys or texts rather than numbers.</summary>
    public bool AreTokens(ColumnForm feature) =>
        FeatureColumns.Count == 1 && !feature.IsVector && (feature.IsKey || feature.Item is TextDataViewType);

    /// <summary>Whether each step has a value of this column.</summary>
    public bool IsOfEachStep(string optionalColumn) => optionalColumn == LabelColumn && Options.Labels == SequenceLabels.EachStep;

    /// <exception cref="RnnColumnException">Its values cannot be kept for the sequence, or for each step.</exception>
    public void CheckOptional(ColumnForm column)
    {
        if (column.Item is not PrimitiveDataViewType)
            throw Wrong(RoleOf(column.Name), column, "a number, key, text, Boolean or date, or a vector of them");
        if (column.IsVector && IsOfEachStep(column.Name))
            throw Wrong("Label", column, "a single value per row, as SequenceGroupingOptions.Labels is EachStep");
    }

    public string RoleOf(string optionalColumn) => optionalColumn == LabelColumn ? "Label" : "Last-row";

    private static RnnColumnException Wrong(string role, ColumnForm column, string wanted) =>
        ColumnCheck.WrongType(role, column.Name, column.Type, wanted);

    private static void CheckDistinct(IReadOnlyList<string> names, string parameter, Func<string, string> message)
    {
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException(message(twice.Key), parameter);
    }
}
