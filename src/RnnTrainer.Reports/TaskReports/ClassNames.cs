using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Values;

namespace RnnTrainer.TaskReports;

/// <summary>
/// The classes of a network by name, and labels as classes. Keys are matched by value, since a column may have its values in another order
/// than the network learned them, or in a view of its own; where one of the two has no values, by number.
/// </summary>
internal static class ClassNames
{
    /// <summary>The names, in the order of the scores.</summary>
    /// <param name="network">The network.</param>
    /// <param name="label">The label column, which has the values of a network that learned none.</param>
    public static string[] Of(RnnModel network, DataViewSchema.Column label)
    {
        bool hasAsMany = ItemOf(label) is KeyDataViewType { Count: var count } && count == (ulong)network.ClassCount;
        return Texts(network.LabelValueArray) ?? (hasAsMany ? ValuesOf(label) : null)
            ?? [.. Enumerable.Range(1, network.ClassCount).Select(key => key.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Reads labels as classes, counted from 0; NaN is a missing label, or one that the network does not know.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="label">The label column: keys, or texts.</param>
    /// <param name="names">The network's classes.</param>
    /// <exception cref="RnnColumnException">It holds neither.</exception>
    public static RowReader<double> Reader(DataViewRow row, DataViewSchema.Column label, IReadOnlyList<string> names)
    {
        Dictionary<string, double> places = names.Index().ToDictionary(name => name.Item, name => (double)name.Index);
        if (ItemOf(label) is TextDataViewType)
            return ColumnReader.Of<ReadOnlyMemory<char>, double>(row, label, text => places.GetValueOrDefault($"{text}", double.NaN));
        if (ItemOf(label) is not KeyDataViewType key || key.RawType != typeof(uint))
            throw ColumnCheck.WrongType("Label", label, "Key<UInt32> or text, one for each label of the network");
        double[] classes = [.. ValuesOf(label)?.Select(name => places.GetValueOrDefault(name, double.NaN))
            ?? Enumerable.Range(0, names.Count).Select(place => (double)place)];
        return ColumnReader.Of<uint, double>(row, label, value => value > 0 && value <= classes.Length ? classes[value - 1] : double.NaN);
    }

    private static DataViewType ItemOf(DataViewSchema.Column label) =>
        label.Type is VectorDataViewType vector ? vector.ItemType : label.Type;

    private static string[]? ValuesOf(DataViewSchema.Column label) =>
        Texts(KeyAnnotations.Read(label, checked((int)((KeyDataViewType)ItemOf(label)).Count)));

    private static string[]? Texts(Array? values) => values is null ? null : [.. values.Cast<object>().Select(LabelValueText.Write)];
}
