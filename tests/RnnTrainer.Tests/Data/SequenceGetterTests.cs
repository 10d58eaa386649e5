using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class SequenceGetterTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void VectorsOfUnknownSizeAreReadAsTheyAre()
    {
        RaggedSequences.Row[] rows = Rows(1, 4, 2);
        Check(RaggedSequences.Data(Ml, rows), null, 3, rows, timeSteps: null, maxTimeSteps: null);
    }

    [TestMethod]
    public void ALengthColumnCutsVectorsOfKnownSize()
    {
        RaggedSequences.Row[] rows = Rows(1, 5, 2);
        IDataView view = RaggedSequences.Padded(Ml, 5, rows);
        Check(view, "Steps", null, rows, timeSteps: null, maxTimeSteps: 5);
    }

    [TestMethod]
    public void LengthsMayBeOfAnyIntegerTypeOrSingle()
    {
        IDataView view = Ml.Data.LoadFromEnumerable(new LengthRow[] { new(), new() });
        string[] lengths = [.. view.Schema.Select(column => column.Name).Where(name => name != "Features")];
        Assert.HasCount(9, lengths);
        foreach (string length in lengths)
            CollectionAssert.AreEqual(new[] { "1 2 3 4", "1 2 3 4" },
                Read(view, SequenceColumns.Bind(view.Schema, "Features", length, 2)), length);
    }

    [TestMethod]
    public void WithoutALengthColumnVectorsOfKnownSizeAreReadWhole()
    {
        RaggedSequences.Row[] rows = Rows(5, 5);
        Check(RaggedSequences.Padded(Ml, 5, rows), null, null, rows, timeSteps: 5, maxTimeSteps: 5);
    }

    [TestMethod]
    public void SparseVectorsBecomeDense()
    {
        SparseRow[] rows =
        [
            new() { Features = new VBuffer<float>(9, 2, [1f, 2f], [0, 7]) },
            new() { Features = new VBuffer<float>(6, 1, [3f], [5]) },
            new() { Features = new VBuffer<float>(12, 0, [], []) },
        ];
        string[] read = Read(Ml.Data.LoadFromEnumerable(rows),
            SequenceColumns.Bind(Ml.Data.LoadFromEnumerable(rows).Schema, "Features", null, 3));
        CollectionAssert.AreEqual(new[] { "1 0 0 0 0 0 0 2 0", "0 0 0 0 0 3", "0 0 0 0 0 0 0 0 0 0 0 0" }, read);
    }

    [TestMethod]
    public void ReadingAllocatesNothingOnceWarm()
    {
        SparseRow[] sparse = [.. Enumerable.Range(0, 60)
            .Select(r => new SparseRow { Features = new VBuffer<float>(90, 1, [1f], [r % 90]) })];
        RaggedSequences.Row[] rows = [.. Rows([.. Enumerable.Repeat(30, 60)])];
        foreach ((IDataView view, string? length) in new (IDataView, string?)[]
            { (Ml.Data.LoadFromEnumerable(rows), null), (Ml.Data.LoadFromEnumerable(sparse), null),
                (RaggedSequences.Padded(Ml, 31, rows), "Steps") })
        {
            SequenceColumns columns = SequenceColumns.Bind(view.Schema, "Features", length, 3);
            using DataViewRowCursor cursor = view.GetRowCursor(columns.All);
            SequenceGetter getter = new(cursor, columns);
            List<long> allocated = [];
            float sum = 0;
            while (cursor.MoveNext())
                allocated.Add(Allocation.Least(() => sum += getter.Read()[0]));
            Assert.AreEqual(0, allocated.Skip(50).Sum(), view.Schema["Features"].Type.ToString());
        }
    }

    private static RaggedSequences.Row[] Rows(params int[] steps) => [.. steps.Select((count, r) => new RaggedSequences.Row
    {
        Features = [.. Enumerable.Range(0, 3 * count).Select(i => 100f * r + i)],
        Name = "ab"[r % 2].ToString(),
        Steps = count,
    })];

    private static void Check(IDataView view, string? length, int? inputSize, RaggedSequences.Row[] rows, int? timeSteps, int? maxTimeSteps)
    {
        SequenceColumns columns = SequenceColumns.Bind(view.Schema, "Features", length, inputSize ?? 3);
        Assert.AreEqual((3, timeSteps, maxTimeSteps), (columns.InputSize, columns.TimeSteps, columns.MaxTimeSteps));
        CollectionAssert.AreEqual(rows.Select(row => string.Join(' ', row.Features)).ToArray(), Read(view, columns));
    }

    private static string[] Read(IDataView view, SequenceColumns columns)
    {
        List<string> read = [];
        using DataViewRowCursor cursor = view.GetRowCursor(columns.All);
        SequenceGetter getter = new(cursor, columns);
        while (cursor.MoveNext())
            read.Add(string.Join(' ', getter.Read().ToArray()));
        return [.. read];
    }

    private sealed class LengthRow
    {
        [VectorType(3, 2)]
        public float[] Features { get; set; } = [1, 2, 3, 4, 5, 6];

        public sbyte SByte { get; set; } = 2;

        public byte Byte { get; set; } = 2;

        public short Int16 { get; set; } = 2;

        public ushort UInt16 { get; set; } = 2;

        public int Int32 { get; set; } = 2;

        public uint UInt32 { get; set; } = 2;

        public long Int64 { get; set; } = 2;

        public ulong UInt64 { get; set; } = 2;

        public float Single { get; set; } = 2;
    }

    private sealed class SparseRow
    {
        public VBuffer<float> Features { get; set; }
    }
}
