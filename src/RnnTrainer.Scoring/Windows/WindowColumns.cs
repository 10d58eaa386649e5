using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Grouping;

namespace RnnTrainer.Windows;

/// <summary>
/// The columns of windows over rows of one schema: those of the rows, with the values of a window's last row, and after them the windows,
/// their positions and their labels, which take the place of others of their names.
/// </summary>
internal sealed class WindowColumns
{
    /// <param name="source">The schema of the rows.</param>
    /// <param name="settings">What windows are made.</param>
    /// <param name="needsTarget">Whether the target must be there; otherwise windows have no labels where it is not.</param>
    /// <exception cref="RnnColumnException">A column is missing, or of another type.</exception>
    public WindowColumns(DataViewSchema source, WindowSettings settings, bool needsTarget)
    {
        Settings = settings;
        Inputs = StepInputs.Bind(source, settings.FeatureColumns);
        Group = settings.GroupColumn is { } group ? GroupReader.Find(source, group) : null;
        Order = settings.OrderColumn is { } order ? StepOrder.Find(source, order) : null;
        Label = settings.TargetColumn is { } target && (needsTarget || source.GetColumnOrNull(target) is not null)
            ? WindowLabel.Bind(source, settings) : null;
        Horizon = Label is null ? 0 : settings.Horizon;
        CheckSize();

        string[] made = settings.MadeColumns(isLabelled: Label is not null);
        Passed = [.. source.Where(column => IsPassed(column, made))];
        DataViewSchema.Builder schema = new();
        foreach (DataViewSchema.Column column in Passed)
            schema.AddColumn(column.Name, column.Type, column.Annotations);
        DataViewSchema.Annotations.Builder annotations = new();
        new WindowLayout(settings.Length, settings.Stride, Horizon, settings.PositionColumn, settings.GroupColumn).AddTo(annotations);
        KeyAnnotations.Add(annotations, SlotNames.OfInputsKind, Inputs.Names().ToArray());
        VectorDataViewType window = new(NumberDataViewType.Single, settings.Length, Inputs.Size);
        schema.AddColumn(settings.Options.FeatureColumnName, window, annotations.ToAnnotations());
        schema.AddColumn(settings.PositionColumn, NumberDataViewType.Int64);
        if (Label is not null)
            schema.AddColumn(settings.Options.LabelColumnName, Label.Type, Label.Annotations);
        Schema = schema.ToSchema();
    }

    public WindowSettings Settings { get; }

    public DataViewSchema Schema { get; }

    /// <summary>The columns that are the inputs of a step.</summary>
    public StepInputs Inputs { get; }

    /// <summary>The column that identifies the series; null: there is one series.</summary>
    public DataViewSchema.Column? Group { get; }

    /// <summary>The column that sorts the rows of a series; null: they stand in their order.</summary>
    public DataViewSchema.Column? Order { get; }

    /// <summary>What labels are made of; null: none are made.</summary>
    public WindowLabel? Label { get; }

    /// <summary>How many rows after a window its label is; 0 where none are made.</summary>
    public int Horizon { get; }

    /// <summary>The columns of the rows that windows have too; they come first, in this order.</summary>
    public IReadOnlyList<DataViewSchema.Column> Passed { get; }

    /// <summary>Where the made columns stand in the schema.</summary>
    public int FeaturesIndex => Passed.Count;

    public int PositionIndex => FeaturesIndex + 1;

    public int LabelIndex => FeaturesIndex + 2;

    /// <summary>Values of a window.</summary>
    public int WindowSize => Settings.Length * Inputs.Size;

    /// <summary>The columns of the rows behind those that are active.</summary>
    public IEnumerable<DataViewSchema.Column> Sources(bool[] active)
    {
        IEnumerable<DataViewSchema.Column> sources = Passed.Where((_, i) => active[i]);
        if (Group is { } group)
            sources = sources.Append(group);
        if (active[FeaturesIndex])
            sources = sources.Concat(Inputs.Columns);
        if (Label is not null && active[LabelIndex])
            sources = sources.Concat(Label.Columns);
        if (Order is { } order)
            sources = sources.Append(order);
        return sources.DistinctBy(column => column.Index);
    }

    private static bool IsPassed(DataViewSchema.Column column, string[] made) =>
        !column.IsHidden && ColumnBuffer.CanHold(column.Type) && !made.Contains(column.Name);

    private void CheckSize()
    {
        long steps = (long)Settings.Length + Horizon, most = Array.MaxLength / Math.Max(Inputs.Size, Label?.Steps?.Size ?? 1);
        if (steps > most)
        {
            throw new ArgumentOutOfRangeException("length", Settings.Length,
                $"Windows of {Settings.Length} rows and a horizon of {Horizon} hold more than {most} rows, the limit. Shorten them.");
        }
    }
}
