using System.Globalization;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Grouping;

/// <summary>Values of an order column as whole numbers that ascend with them, so that no value loses digits.</summary>
internal abstract class OrderValues
{
    private static readonly Dictionary<DataViewType, OrderValues> Types = new()
    {
        [NumberDataViewType.Single] = OfFloats<float>(),
        [NumberDataViewType.Double] = OfFloats<double>(),
        [NumberDataViewType.SByte] = OfIntegers<sbyte>(),
        [NumberDataViewType.Byte] = OfIntegers<byte>(),
        [NumberDataViewType.Int16] = OfIntegers<short>(),
        [NumberDataViewType.UInt16] = OfIntegers<ushort>(),
        [NumberDataViewType.Int32] = OfIntegers<int>(),
        [NumberDataViewType.UInt32] = OfIntegers<uint>(),
        [NumberDataViewType.Int64] = OfIntegers<long>(),
        [NumberDataViewType.UInt64] = new Typed<ulong>(value => value, ordinal => Text(ordinal), Difference),
        // ML.NET's readers give the first day of the calendar where there is no date.
        [DateTimeDataViewType.Instance] = new Typed<DateTime>(
            value => value == default ? null : Ordinal(value.Ticks), ordinal => Text(new DateTime(Signed(ordinal))),
            Difference),
        [DateTimeOffsetDataViewType.Instance] = new Typed<DateTimeOffset>(
            value => value == default ? null : Ordinal(value.UtcTicks),
            ordinal => Text(new DateTimeOffset(Signed(ordinal), TimeSpan.Zero)), Difference),
        [TimeSpanDataViewType.Instance] = new Typed<TimeSpan>(
            value => Ordinal(value.Ticks), ordinal => Text(TimeSpan.FromTicks(Signed(ordinal))), Difference),
    };

    public static bool Accepts(DataViewType type) => Types.ContainsKey(type);

    /// <summary>How to read a column that is accepted.</summary>
    public static OrderValues Of(DataViewSchema.Column column) => Types[column.Type];

    /// <summary>Reads the value of the row that a cursor stands on; null: it is missing.</summary>
    public abstract Func<ulong?> Reader(DataViewRow row, DataViewSchema.Column column);

    /// <summary>The value that a number stands for, for messages.</summary>
    public abstract string TextOf(ulong ordinal);

    /// <summary>How much larger the second value is than the first, above 0: of times in ticks.</summary>
    public abstract double Distance(ulong lower, ulong higher);

    private static Typed<T> OfIntegers<T>() where T : IBinaryInteger<T> =>
        new(value => Ordinal(long.CreateChecked(value)), ordinal => Text(Signed(ordinal)), Difference);

    // The bits of an IEEE number, taken as an integer, ascend where it is positive and descend where it is negative. -0 is 0.
    private static Typed<T> OfFloats<T>() where T : IBinaryFloatingPointIeee754<T> => new(
        value => T.IsNaN(value) ? null
            : BitConverter.DoubleToInt64Bits(double.CreateChecked(value) + 0.0) is var bits && bits < 0 ? ~(ulong)bits : Ordinal(bits),
        ordinal => Text(T.CreateChecked(Float(ordinal))),
        (lower, higher) => Float(higher) - Float(lower));

    private static double Float(ulong ordinal) =>
        BitConverter.Int64BitsToDouble(ordinal >> 63 == 0 ? (long)~ordinal : Signed(ordinal));

    private static double Difference(ulong lower, ulong higher) => higher - lower;

    private static ulong Ordinal(long value) => (ulong)value ^ (1UL << 63);

    private static long Signed(ulong ordinal) => (long)(ordinal ^ (1UL << 63));

    private static string Text(IFormattable value) =>
        value.ToString(value is DateTime or DateTimeOffset ? "yyyy-MM-dd HH:mm:ss.FFFFFFF" : null, CultureInfo.InvariantCulture);

    private sealed class Typed<T>(Func<T, ulong?> toOrdinal, Func<ulong, string> text, Func<ulong, ulong, double> distance) : OrderValues
    {
        public override Func<ulong?> Reader(DataViewRow row, DataViewSchema.Column column)
        {
            ValueGetter<T> get = row.GetGetter<T>(column);
            T value = default!;
            return () =>
            {
                get(ref value);
                return toOrdinal(value);
            };
        }

        public override string TextOf(ulong ordinal) => text(ordinal);

        public override double Distance(ulong lower, ulong higher) => distance(lower, higher);
    }
}
