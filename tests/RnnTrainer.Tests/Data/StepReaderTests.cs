using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class StepReaderTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void ColumnsOfAnyNumberTypeStandSideBySideInTheOrderAskedFor()
    {
        Row[] rows = [new() { Real = 0.1, Count = -7, Flag = true, Pair = [3, 4], Wide = long.MaxValue }, new() { Pair = [5, float.NaN] }];
        IDataView data = Ml.Data.LoadFromEnumerable(rows);
        StepInputs inputs = StepInputs.Bind(data.Schema, ["Pair", "Real", "Flag", "Count", "Wide", "Real"]);
        Assert.AreEqual(7, inputs.Size);
        using DataViewRowCursor cursor = data.GetRowCursor(inputs.Columns);
        StepReader reader = inputs.ReadFrom(cursor);
        float[][] steps = [.. rows.Select(_ =>
        {
            Assert.IsTrue(cursor.MoveNext());
            float[] step = new float[7];
            reader.Read(step);
            return step;
        })];
        CollectionAssert.AreEqual(new[] { 3, 4, 0.1f, 1, -7, long.MaxValue, 0.1f }, steps[0]);
        CollectionAssert.AreEqual(new[] { 5, float.NaN, 0, 0, 0, 0, 0 }, steps[1]);
    }

    [TestMethod]
    [DataRow("Nothing", "Input column 'Nothing' is missing; there are: 'Real', 'Count',")]
    [DataRow("Name", "Input column 'Name' is String; wanted: a number, a Boolean, or a vector of known size of either. Make it with")]
    [DataRow("Any", "Input column 'Any' is Vector<Single>; wanted:")]
    [DataRow("Key", "MapKeyToVector(\"Key\")")]
    public void WhatIsNoInputIsRefusedWithTheCure(string column, string expected)
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(new[] { new Row { Name = "a" } });
        IDataView data = Ml.Transforms.Conversion.MapValueToKey("Key", "Name").Fit(rows).Transform(rows);
        string message = Assert.ThrowsExactly<RnnColumnException>(() => StepInputs.Bind(data.Schema, ["Real", column])).Message;
        StringAssert.Contains(message, expected);
    }

    [TestMethod]
    [DataRow("Name")]
    [DataRow("Count")]
    [DataRow("Real")]
    [DataRow("Key")]
    public void GroupsAreNumberedInTheOrderInWhichTheyCome(string column)
    {
        int[] expected = [0, 1, 1, 0, 2, 1];
        IDataView rows = Ml.Data.LoadFromEnumerable(expected.Select(group => new Row
        {
            Name = $"{group - 1}",
            Count = group - 1,
            Real = group,
        }));
        IDataView data = Ml.Transforms.Conversion.MapValueToKey("Key", "Name").Fit(rows).Transform(rows);
        DataViewSchema.Column group = GroupReader.Find(data.Schema, column);
        using DataViewRowCursor cursor = data.GetRowCursor([group]);
        GroupReader reader = GroupReader.Of(cursor, group);
        List<int> numbers = [];
        while (cursor.MoveNext())
            numbers.Add(reader.Read());
        CollectionAssert.AreEqual(expected, numbers);
        // Of a key the text that it stands for.
        Assert.AreEqual((3, column == "Real" ? "1" : "0"), (reader.Count, reader.Text));
    }

    [TestMethod]
    [DataRow("Name", "")]
    [DataRow("Name", null)]
    [DataRow("Key", "")]
    [DataRow("Real", "")]
    [DataRow("Day", "")]
    public void ARowWithoutAGroupIsNamed(string column, string? name)
    {
        Row[] rows = [new() { Name = "a", Day = new(2024, 1, 1) }, new() { Name = name!, Real = double.NaN }];
        IDataView data = Ml.Data.LoadFromEnumerable(rows);
        data = Ml.Transforms.Conversion.MapValueToKey("Key", "Name").Fit(Ml.Data.TakeRows(data, 1)).Transform(data);
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        GroupReader reader = GroupReader.Of(cursor, cursor.Schema[column]);
        Assert.IsTrue(cursor.MoveNext());
        reader.Read();
        Assert.IsTrue(cursor.MoveNext());
        RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => reader.Read());
        Assert.AreEqual((2, column), (error.Row, error.ColumnName));
        StringAssert.Contains(error.Message, "has no value. Fill it in");
    }

    [TestMethod]
    public void AVectorIsNoGroup() => Assert.ThrowsExactly<RnnColumnException>(
        () => GroupReader.Find(Ml.Data.LoadFromEnumerable(new[] { new Row() }).Schema, "Pair"));

    private sealed class Row
    {
        public double Real { get; set; }

        public int Count { get; set; }

        public long Wide { get; set; }

        public bool Flag { get; set; }

        public string Name { get; set; } = "";

        public DateTime Day { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [0, 0];

        public float[] Any { get; set; } = [];
    }
}
