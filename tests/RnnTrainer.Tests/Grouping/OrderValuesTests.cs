using System.Globalization;
using RnnTrainer.Grouping;

namespace RnnTrainer.Tests.Grouping;

/// <summary>The whole numbers that stand for values of an order column ascend with them, and say which value they stand for.</summary>
[TestClass]
public sealed class OrderValuesTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void NumbersAscendWithTheValuesOfEveryType()
    {
        Check<float>(float.NegativeInfinity, float.MinValue, -1.5f, -float.Epsilon, 0, float.Epsilon, 1, 16777216, float.MaxValue,
            float.PositiveInfinity);
        Check<double>(double.MinValue, -1e-300, 0, 1e-300, 1.7e9, 1.7e9 + 1e-6, double.PositiveInfinity);
        Check<sbyte>(sbyte.MinValue, (sbyte)-1, (sbyte)0, sbyte.MaxValue);
        Check<byte>(0, 1, 255);
        Check<short>(short.MinValue, (short)0, short.MaxValue);
        Check<ushort>(0, 40000, ushort.MaxValue);
        Check<int>(int.MinValue, -1, 0, int.MaxValue);
        Check<uint>(0, 3_000_000_000, uint.MaxValue);
        Check<long>(long.MinValue, -1, 0, 1L << 60, (1L << 60) + 1, long.MaxValue);
        Check<ulong>(0, 1UL << 63, ulong.MaxValue);
        Check<DateTime>(new(1, 1, 2), new(2024, 2, 29, 1, 2, 3), new DateTime(2024, 2, 29, 1, 2, 3).AddTicks(1));
        Check<TimeSpan>(TimeSpan.MinValue, -TimeSpan.FromTicks(1), TimeSpan.Zero, TimeSpan.FromDays(1));
        TimeSpan east = TimeSpan.FromHours(5);
        Check<DateTimeOffset>(new(2024, 1, 1, 4, 59, 0, east), new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2024, 1, 1, 5, 1, 0, east));
    }

    [TestMethod]
    public void MinusZeroIsZeroAndWhatIsMissingHasNoNumber()
    {
        Assert.AreEqual(Ordinals([0f]).Single(), Ordinals([-0f]).Single());
        Assert.IsNull(Ordinals([float.NaN]).Single());
        Assert.IsNull(Ordinals([double.NaN]).Single());
        Assert.IsNull(Ordinals([default(DateTime)]).Single());
        Assert.IsNull(Ordinals([default(DateTimeOffset)]).Single());
    }

    private static void Check<T>(params T[] ascending) where T : IFormattable
    {
        ulong[] ordinals = [.. Ordinals(ascending).Select(ordinal => ordinal!.Value)];
        for (int i = 1; i < ordinals.Length; i++)
            Assert.IsLessThan(ordinals[i], ordinals[i - 1], $"{ascending[i - 1]} < {ascending[i]}");
        OrderValues type = OrderValues.Of(View(ascending).Schema["Value"]);
        string? format = ascending[0] is DateTime or DateTimeOffset ? "yyyy-MM-dd HH:mm:ss.FFFFFFF" : null;
        string[] expected = [.. ascending.Select(value => value is DateTimeOffset date
            ? date.UtcDateTime.ToString(format, CultureInfo.InvariantCulture) : value.ToString(format, CultureInfo.InvariantCulture))];
        CollectionAssert.AreEqual(expected, ordinals.Select(type.TextOf).ToArray());
    }

    private static ulong?[] Ordinals<T>(T[] values)
    {
        IDataView view = View(values);
        DataViewSchema.Column column = view.Schema["Value"];
        using DataViewRowCursor cursor = view.GetRowCursor([column]);
        Func<ulong?> read = OrderValues.Of(column).Reader(cursor, column);
        List<ulong?> ordinals = [];
        while (cursor.MoveNext())
            ordinals.Add(read());
        return [.. ordinals];
    }

    private static IDataView View<T>(T[] values) => Ml.Data.LoadFromEnumerable(values.Select(value => new Item<T> { Value = value }));

    private sealed class Item<T>
    {
        public T Value { get; set; } = default!;
    }
}
