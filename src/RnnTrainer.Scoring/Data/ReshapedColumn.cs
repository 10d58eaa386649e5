using System.Reflection;
using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>A column with the values of another: its getter is the other's.</summary>
internal sealed class ReshapedColumn(DataViewSchema.Column input, DataViewSchema.DetachedColumn output) : AddedColumns([input], output)
{
    private static readonly MethodInfo GetGetterMethod =
        typeof(ReshapedColumn).GetMethod(nameof(GetGetter), BindingFlags.NonPublic | BindingFlags.Static)!;

    public override Delegate?[] CreateGetters(DataViewRow row, Func<int, bool> isActive) =>
        [isActive(0) ? GetterFactory(Inputs[0].Type.RawType)(row, row.Schema[Inputs[0].Index]) : null];

    private static Func<DataViewRow, DataViewSchema.Column, Delegate> GetterFactory(Type type) =>
        GetGetterMethod.MakeGenericMethod(type).CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Delegate>>();

    private static ValueGetter<T> GetGetter<T>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<T>(column);
}
