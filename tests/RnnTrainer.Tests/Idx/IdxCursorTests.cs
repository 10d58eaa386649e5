namespace RnnTrainer.Tests.Idx;

[TestClass]
public sealed class IdxCursorTests
{
    // Rows far below, near and above the 64 KB read at once, and no multiple of it.
    public static IEnumerable<object[]> Files =>
        from gzip in new[] { false, true }
        from dimensions in new int[][] { [1, 1], [70_000], [1000, 7, 28], [90, 9, 97], [5, 65_536], [4, 70_000], [3, 200_001] }
        select new object[] { gzip, dimensions };

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void RowsAreThoseOfTheFileAtEveryPass(bool gzip, int[] dimensions)
    {
        using var pair = new IdxPair(gzip, dimensions);

        AssertSameRows(pair.Expected(), IdxRow.ReadAll(pair.View));
        AssertSameRows(pair.Expected(), IdxRow.ReadAll(pair.View));
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void SubsetsOfColumnsGiveTheSameValues(bool gzip, int[] dimensions)
    {
        using var pair = new IdxPair(gzip, dimensions);
        List<IdxRow> expected = pair.Expected();
        DataViewSchema schema = pair.View.Schema;

        AssertSameRows(expected.Select(row => row with { Label = null }), IdxRow.ReadAll(pair.View.GetRowCursor([schema["Pixels"]])));
        AssertSameRows(expected.Select(row => row with { Pixels = "" }), IdxRow.ReadAll(pair.View.GetRowCursor([schema["Label"]])));
        AssertSameRows(expected.Select(row => row with { Pixels = "", Label = null }), IdxRow.ReadAll(pair.View.GetRowCursor([])));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void CursorsInLockstepDoNotDisturbEachOther(bool gzip)
    {
        using var pair = new IdxPair(gzip, 1000, 7, 28);
        DataViewRowCursor[] cursors = Enumerable.Range(0, 4).Select(_ => pair.View.GetRowCursor(pair.View.Schema)).ToArray();
        Func<IdxRow>[] readers = cursors.Select(IdxRow.Reader).ToArray();
        List<IdxRow> expected = pair.Expected();

        for (int row = 0; row < pair.Rows; row++)
        {
            for (int i = 0; i < cursors.Length; i++)
            {
                Assert.IsTrue(cursors[i].MoveNext());
                Assert.AreEqual(expected[row], readers[i]() with { Batch = 0 });
            }
        }
        Assert.IsTrue(cursors.All(cursor => !cursor.MoveNext()));
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void ParallelSetMergedByBatchIsTheSingleCursor(bool gzip, int[] dimensions)
    {
        using var pair = new IdxPair(gzip, dimensions);
        foreach (int? seed in new int?[] { null, 5 })
        {
            List<IdxRow> single = IdxRow.ReadAll(pair.View, seed is int s ? new Random(s) : null);
            foreach (int count in new[] { 0, 1, 2, 3, 1000 })
            {
                DataViewRowCursor[] set = pair.View.GetRowCursorSet(pair.View.Schema, count, seed is int t ? new Random(t) : null);
                List<IdxRow>[] parts = set.Select(IdxRow.ReadAll).ToArray();

                foreach (List<IdxRow> part in parts)
                    CollectionAssert.AreEqual(part.Select(row => row.Batch).Order().ToArray(), part.Select(row => row.Batch).ToArray());
                int batches = parts.SelectMany(part => part.Select(row => row.Batch)).Distinct().Count();
                Assert.AreEqual(batches, parts.Sum(part => part.Select(row => row.Batch).Distinct().Count()),
                    "a batch is shared by two cursors");
                AssertSameRows(single, parts.SelectMany(part => part).OrderBy(row => row.Batch));
                if (gzip)
                    Assert.HasCount(1, set);
            }
        }
    }

    [TestMethod]
    public void ParallelSetOfPlainFilesSharesTheRows()
    {
        using var pair = new IdxPair(gzip: false, 1000, 7, 28);

        DataViewRowCursor[] set = pair.View.GetRowCursorSet(pair.View.Schema, 3);

        Assert.HasCount(3, set);
        Assert.IsTrue(set.All(cursor => IdxRow.ReadAll(cursor).Count > 0));
    }

    [TestMethod]
    [DataRow(new[] { 1000, 7, 28 })]
    [DataRow(new[] { 4, 70_000 })]
    public void ShuffledCursorIsAPermutationByRowId(int[] dimensions)
    {
        using var pair = new IdxPair(gzip: false, dimensions);

        List<IdxRow> shuffled = IdxRow.ReadAll(pair.View, new Random(3));

        Assert.IsTrue(pair.View.CanShuffle);
        AssertSameRows(pair.Expected(), shuffled.OrderBy(row => row.Id.Low));
        Assert.IsFalse(shuffled.Select(row => row.Id).SequenceEqual(pair.Expected().Select(row => row.Id)), "nothing was shuffled");
        AssertSameRows(shuffled, IdxRow.ReadAll(pair.View, new Random(3)));
    }

    [TestMethod]
    public void GzipFileCannotBeShuffledAndKeepsItsOrder()
    {
        using var pair = new IdxPair(gzip: true, 1000, 7, 28);

        Assert.IsFalse(pair.View.CanShuffle);
        AssertSameRows(pair.Expected(), IdxRow.ReadAll(pair.View, new Random(3)));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void ManyThreadsReadTheSameRows(bool gzip)
    {
        using var pair = new IdxPair(gzip, 1000, 7, 28);
        List<IdxRow> expected = pair.Expected();
        var threads = new List<IdxRow>[16];

        Parallel.For(0, threads.Length, new ParallelOptions { MaxDegreeOfParallelism = threads.Length },
            i => threads[i] = IdxRow.ReadAll(pair.View));

        foreach (List<IdxRow> rows in threads)
            AssertSameRows(expected, rows);
    }

    [TestMethod]
    public void LabelsAreReadWithoutTheImages()
    {
        using var pair = new IdxPair(gzip: false, 1000, 7, 28);
        File.Delete(pair.ImagesPath);

        Assert.HasCount(1000, IdxRow.ReadAll(pair.View.GetRowCursor([pair.View.Schema["Label"]])));
        Assert.ThrowsExactly<FileNotFoundException>(() => pair.View.GetRowCursor([pair.View.Schema["Pixels"]]));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void FilesAreClosedAtTheEndOrOnDispose(bool gzip)
    {
        using var pair = new IdxPair(gzip, 10, 2);

        DataViewRowCursor abandoned = pair.View.GetRowCursor(pair.View.Schema);
        Assert.IsTrue(abandoned.MoveNext());
        Assert.IsFalse(CanOpenExclusively(pair.ImagesPath));
        abandoned.Dispose();
        Assert.IsTrue(CanOpenExclusively(pair.ImagesPath) && CanOpenExclusively(pair.LabelsPath));
        Assert.IsFalse(abandoned.MoveNext());

        DataViewRowCursor finished = pair.View.GetRowCursor(pair.View.Schema);
        while (finished.MoveNext())
            Assert.IsFalse(CanOpenExclusively(pair.LabelsPath));
        Assert.IsTrue(CanOpenExclusively(pair.ImagesPath) && CanOpenExclusively(pair.LabelsPath));
    }

    private static bool CanOpenExclusively(string path)
    {
        try
        {
            using FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void AssertSameRows(IEnumerable<IdxRow> expected, IEnumerable<IdxRow> actual) =>
        CollectionAssert.AreEqual(expected.Select(row => row with { Batch = 0 }).ToList(),
            actual.Select(row => row with { Batch = 0 }).ToList());
}
