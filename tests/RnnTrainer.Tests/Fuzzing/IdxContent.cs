using System.Numerics;
using RnnTrainer.Tests.Idx;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>What an IDX file holds, read through the library.</summary>
/// <param name="TypeCode">The type of its values.</param>
/// <param name="Dimensions">All dimensions, rows first.</param>
/// <param name="Values">The values, in the order of the file.</param>
internal sealed record IdxContent(byte TypeCode, int[] Dimensions, double[] Values)
{
    private static readonly MLContext Ml = new(1);

    private static readonly Dictionary<Type, (byte Code, Func<IDataView, double[][]> Read)> Elements = new()
    {
        [typeof(byte)] = (0x08, Rows<byte>),
        [typeof(sbyte)] = (0x09, Rows<sbyte>),
        [typeof(short)] = (0x0B, Rows<short>),
        [typeof(int)] = (0x0C, Rows<int>),
        [typeof(float)] = (0x0D, Rows<float>),
        [typeof(double)] = (0x0E, Rows<double>),
    };

    /// <summary>Undamaged files: images, labels, 16-bit integers and floating-point numbers.</summary>
    public static IReadOnlyList<byte[]> Plain { get; } =
    [
        [.. IdxBytes.Header(0x08, 6, 5, 5), .. IdxBytes.Random(1, 75)[8..], .. new byte[75]],
        IdxBytes.Labels(20, 10),
        IdxBytes.Of(0x0B, [.. Enumerable.Range(-3, 12).Select(value => 300.0 * value)], 4, 3),
        IdxBytes.Of(0x0D, [.. Enumerable.Range(0, 8).Select(value => value / 4.0)], 2, 2, 2),
    ];

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static IdxContent Read(string path)
    {
        IDataView view = Ml.Data.LoadFromIdx(path);
        VectorDataViewType type = (VectorDataViewType)view.Schema["Pixels"].Type;
        (byte code, Func<IDataView, double[][]> read) = Elements[type.ItemType.RawType];
        double[][] rows = read(view);
        return new(code, [rows.Length, .. type.Dimensions], [.. rows.SelectMany(row => row)]);
    }

    /// <summary>As a plain IDX file.</summary>
    public byte[] ToFile() => IdxBytes.Of(TypeCode, Values, Dimensions);

    // By the view's own cursor: ML.NET's transforms would read on other threads.
    private static double[][] Rows<T>(IDataView view) where T : INumber<T>
    {
        List<double[]> rows = [];
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<VBuffer<T>> get = cursor.GetGetter<VBuffer<T>>(view.Schema["Pixels"]);
        VBuffer<T> row = default;
        while (cursor.MoveNext())
        {
            get(ref row);
            rows.Add([.. row.DenseValues().Select(double.CreateChecked)]);
        }
        return [.. rows];
    }
}
