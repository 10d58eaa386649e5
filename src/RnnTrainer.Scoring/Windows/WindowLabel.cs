using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Windows;

/// <summary>Where a window's label comes from: the target at the horizon, or all values of it up to there.</summary>
internal sealed class WindowLabel
{
    private static readonly MethodInfo GetterMethod =
        typeof(WindowLabel).GetMethod(nameof(GetterOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private WindowLabel(DataViewSchema.Column target)
    {
        Columns = [target];
        Type = target.Type;
        Annotations = target.Annotations;
    }

    private WindowLabel(StepInputs steps, int horizon)
    {
        Columns = steps.Columns;
        Steps = steps;
        Type = steps.Columns[0].Type is VectorDataViewType ? new VectorDataViewType(NumberDataViewType.Single, horizon, steps.Size)
            : new VectorDataViewType(NumberDataViewType.Single, horizon);
    }

    /// <summary>The columns of the rows that it is made of.</summary>
    public IReadOnlyList<DataViewSchema.Column> Columns { get; }

    /// <summary>The values that it collects up to the horizon; null: it is the target at the horizon.</summary>
    public StepInputs? Steps { get; }

    public DataViewType Type { get; }

    public DataViewSchema.Annotations? Annotations { get; }

    /// <exception cref="RnnColumnException">The target is missing, or of a type that has no missing value.</exception>
    public static WindowLabel Bind(DataViewSchema source, WindowSettings settings)
    {
        DataViewSchema.Column target = ColumnCheck.Find(source, "Target", settings.TargetColumn!);
        if (settings.Options.WholeHorizon)
            return new(StepInputs.Bind(source, [target.Name]), settings.Horizon);
        Check(ColumnForm.Of(target));
        return new(target);
    }

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the target at the horizon.</summary>
    /// <param name="row">The rows; where the label came, it is that of the row that the cursor stands on.</param>
    /// <param name="isLabelled">Whether the label came.</param>
    public Delegate GetterAtHorizon(DataViewRow row, Func<bool> isLabelled) => GetterMethod.MakeGenericMethod(Type.RawType)
        .CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Func<bool>, Delegate>>()(row, row.Schema[Columns[0].Index], isLabelled);

    private static ValueGetter<T> GetterOf<T>(DataViewRow row, DataViewSchema.Column target, Func<bool> isLabelled)
    {
        ValueGetter<T> get = row.GetGetter<T>(target);
        return (ref T value) =>
        {
            if (isLabelled())
                get(ref value);
            else
                value = MissingValue.Of<T>();
        };
    }

    /// <summary>Checks what a label at the horizon is made of: the last windows of a series are without one.</summary>
    /// <exception cref="RnnColumnException">It is of a type that has no missing value.</exception>
    public static void Check(ColumnForm target)
    {
        if (!MissingValue.Has(target))
        {
            throw ColumnCheck.WrongType("Target", target.Name, target.Type, "Single, Double, a key or a text, types with missing values"
                + (target.IsVector ? "; for a vector set WholeHorizon" : ". Convert it with mlContext.Transforms.Conversion.ConvertType"));
        }
    }
}
