using Microsoft.ML.Transforms.Image;
using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Scoring;

[TestClass]
public sealed class ScoredViewTests
{
    private const int Block = 12;

    private static readonly MLContext Ml = new(1);
    private static readonly RnnTransformer Model = new RnnEstimator(Ml, ToySequences.Options).Fit(ToySequences.Data(Ml));

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(Block - 1)]
    [DataRow(Block)]
    [DataRow(Block + 1)]
    [DataRow(100)]
    public void BlocksScoreAsTheRowMapperDoesBitForBit(int count)
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(ToySequences.Rows(count));
        Assert.HasCount(count, ViewText.Rows(Model.Transform(rows), "Score"));
        using DataViewRowCursor source = rows.GetRowCursor(rows.Schema),
            blocks = Model.Transform(rows).GetRowCursor(Model.Transform(rows).Schema);
        DataViewRow mapped = ((ITransformer)Model).GetRowToRowMapper(rows.Schema).GetRow(source, Model.GetOutputSchema(rows.Schema));
        ValueGetter<VBuffer<float>> expected = Getter<VBuffer<float>>(mapped, "Score"), actual = Getter<VBuffer<float>>(blocks, "Score");
        VBuffer<float> a = default, b = default;
        for (int i = 0; i < count; i++)
        {
            Assert.IsTrue(source.MoveNext() && blocks.MoveNext());
            expected(ref a);
            actual(ref b);
            CollectionAssert.AreEqual(a.DenseValues().ToArray(), b.DenseValues().ToArray(), $"row {i}");
        }
        Assert.IsFalse(blocks.MoveNext() || blocks.MoveNext());
    }

    [TestMethod]
    public void EverySubsetOfColumnsGivesTheSameValuesAndReadsNoOtherColumn()
    {
        IDataView data = ToySequences.Data(Ml, 30);
        string[] names = ["Features", "Name", "Label", "PredictedLabel", "Score"];
        string[] all = ViewText.Rows(Model.Transform(data), names);
        for (int subset = 0; subset < 1 << names.Length; subset++)
        {
            string[] columns = [.. names.Where((_, i) => (subset >> i & 1) == 1)];
            CountingView counted = new(data);
            IDataView scored = Model.Transform(counted);
            string[] rows = ViewText.Rows(scored, columns);
            Assert.HasCount(all.Length, rows);
            for (int i = 0; columns.Length > 0 && i < all.Length; i++)
                Assert.AreEqual(string.Join(" | ", all[i].Split(" | ").Where((_, c) => (subset >> c & 1) == 1)), rows[i],
                    string.Join(", ", columns));

            HashSet<string> needed = [.. columns.Where(column => data.Schema.GetColumnOrNull(column) is not null)];
            if (subset >> 3 != 0)
                needed.Add("Features");
            CollectionAssert.AreEquivalent(needed.ToArray(), counted.ColumnsAsked.Distinct().ToArray(), string.Join(", ", columns));
            Assert.AreEqual(counted.Cursors, counted.Disposed);
        }
    }

    [TestMethod]
    public void CursorsAtDifferentRowsDoNotDisturbEachOther()
    {
        IDataView scored = Model.Transform(ToySequences.Data(Ml, 40));
        string[] names = ["Features", "Name", "Score", "PredictedLabel"], expected = ViewText.Rows(scored, names);
        using DataViewRowCursor ahead = scored.GetRowCursor(scored.Schema), behind = scored.GetRowCursor(scored.Schema);
        Func<string> readAhead = ViewText.RowReader(ahead, names), readBehind = ViewText.RowReader(behind, names);
        for (int i = 0; i < 7; i++)
            Assert.IsTrue(ahead.MoveNext());
        for (int i = 0; i < 33; i++)
        {
            Assert.IsTrue(ahead.MoveNext() && behind.MoveNext());
            Assert.AreEqual(expected[i + 7], readAhead());
            Assert.AreEqual(expected[i], readBehind());
            Assert.AreEqual((i + 7, i), ((int)ahead.Position, (int)behind.Position));
        }
    }

    [TestMethod]
    public void ValuesOfOtherColumnsAreTheReadersOwn()
    {
        IDataView scored = Model.Transform(ToySequences.Data(Ml, 5));
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<VBuffer<float>> getFeatures = Getter<VBuffer<float>>(cursor, "Features");
        VBuffer<float> first = default, second = default;
        Assert.IsTrue(cursor.MoveNext());
        getFeatures(ref first);
        float before = first.GetValues()[0];
        VBufferEditor.CreateFromBuffer(ref first).Values.Fill(99);
        getFeatures(ref second);
        Assert.AreEqual(before, second.GetValues()[0]);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(5)]
    [DataRow(Block)]
    [DataRow(Block + 1)]
    public void WhatTheSourceThrowsComesAtItsRow(int row)
    {
        IDataView data = Ml.Data.LoadFromEnumerable(ToySequences.Rows(40));
        string[] expected = ViewText.Rows(Model.Transform(data), "Score");
        IDataView scored = Model.Transform(new CountingView(data) { FailsAtRow = row });
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        Func<string> read = ViewText.RowReader(cursor, ["Score"]);
        for (int i = 0; i < row; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.AreEqual(expected[i], read());
        }
        for (int again = 0; again < 2; again++)
            Assert.AreEqual($"row {row}", Assert.ThrowsExactly<IOException>(() => cursor.MoveNext()).Message);
        Assert.ThrowsExactly<InvalidOperationException>(() => read());
    }

    [TestMethod]
    public void GettersWorkOnlyOnARow()
    {
        CountingView counted = new(ToySequences.Data(Ml, 3));
        IDataView scored = Model.Transform(counted);
        DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        Action[] reads =
        [
            () => { uint value = 0; Getter<uint>(cursor, "PredictedLabel")(ref value); },
            () => { VBuffer<float> value = default; Getter<VBuffer<float>>(cursor, "Score")(ref value); },
            () => { VBuffer<float> value = default; Getter<VBuffer<float>>(cursor, "Features")(ref value); },
            () => { ReadOnlyMemory<char> value = default; Getter<ReadOnlyMemory<char>>(cursor, "Name")(ref value); },
            () => { DataViewRowId value = default; cursor.GetIdGetter()(ref value); },
        ];
        void AllFail()
        {
            Assert.AreEqual(-1, cursor.Position);
            foreach (Action read in reads)
                Assert.ThrowsExactly<InvalidOperationException>(read);
        }
        AllFail();
        while (cursor.MoveNext())
        {
            foreach (Action read in reads)
                read();
        }
        AllFail();

        cursor = scored.GetRowCursor(scored.Schema);
        Assert.IsTrue(cursor.MoveNext());
        cursor.Dispose();
        Assert.AreEqual(2, counted.Disposed, "the first at its end");
        Assert.IsFalse(cursor.MoveNext());
        AllFail();
    }

    [TestMethod]
    public void InactiveColumnsAndWrongTypesAreRefusedByName()
    {
        IDataView scored = Model.Transform(ToySequences.Data(Ml, 3));
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"], scored.Schema["Name"]]);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Getter<uint>(cursor, "PredictedLabel")).Message,
            "PredictedLabel");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() =>
            Getter<VBuffer<float>>(cursor, "Features")).Message, "Features");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Getter<float>(cursor, "Score")).Message, "VBuffer");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Getter<string>(cursor, "Name")).Message,
            "ReadOnlyMemory");
    }

    [TestMethod]
    public void ReadingMoreRowsAllocatesNoMore()
    {
        long few = Allocated(50), many = Allocated(2050);
        Assert.IsLessThan(1, (many - few) / 2000.0, "bytes a row");

        static long Allocated(int count)
        {
            IDataView scored = Model.Transform(Ml.Data.LoadFromEnumerable(ToySequences.Rows(count)));
            return Allocation.Least(() =>
            {
                using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"], scored.Schema["Features"]]);
                ValueGetter<VBuffer<float>> getScore = Getter<VBuffer<float>>(cursor, "Score"),
                    getFeatures = Getter<VBuffer<float>>(cursor, "Features");
                VBuffer<float> score = default, features = default;
                while (cursor.MoveNext())
                {
                    getScore(ref score);
                    getFeatures(ref features);
                }
            });
        }
    }

    [TestMethod]
    public void ColumnsOfObjectsAreNotReadAhead()
    {
        CountingView counted = new(Ml.Data.LoadFromEnumerable(ToySequences.Rows(20)
            .Select(row => new Pictured { Features = row.Features })));
        IDataView scored = Model.Transform(counted);
        string[] expected = ViewText.Rows(scored, "Score");
        int before = counted.RowsRead;
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        Func<string> read = ViewText.RowReader(cursor, ["Score"]);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.AreEqual(expected[i], read());
            Assert.AreEqual(i + 1, counted.RowsRead - before);
        }
    }

    [TestMethod]
    public void ACachedViewAndACostlyNetworkKeepTheContractOnSeveralThreads()
    {
        IDataView data = ToySequences.Data(Ml);
        EstimatorContract.CheckView(Model.Transform(Ml.Data.Cache(data)));
        RnnTransformer costly = new RnnEstimator(Ml, ToySequences.Options with { HiddenSize = 256, Epochs = 1 }).Fit(data);
        IDataView scored = costly.Transform(data);
        EstimatorContract.CheckView(scored);
        DataViewRowCursor[] cursors = scored.GetRowCursorSet([scored.Schema["Score"]], 3);
        Assert.HasCount(3, cursors);
        foreach (DataViewRowCursor cursor in cursors)
            cursor.Dispose();
    }

    private static ValueGetter<TValue> Getter<TValue>(DataViewRow row, string column) => row.GetGetter<TValue>(row.Schema[column]);

    private sealed class Pictured
    {
        [VectorType(ToySequences.TimeSteps, ToySequences.InputSize)]
        public float[] Features { get; set; } = [];

        [ImageType(2, 2)]
        public MLImage? Picture { get; set; }
    }
}
