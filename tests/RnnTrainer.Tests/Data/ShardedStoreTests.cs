using RnnTrainer.Data;
using RnnTrainer.Tests.Windows;

namespace RnnTrainer.Tests.Data;

/// <summary>Rows read in shards: the same as rows read whole, but for the values that are kept elsewhere.</summary>
[TestClass]
public sealed class ShardedStoreTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    [DataRow(true, DisplayName = "equal lengths")]
    [DataRow(false, DisplayName = "lengths that differ")]
    public void EveryRowIsKeptOnceAndAllElseIsKnownOfEach(bool areEqual)
    {
        RaggedSequences.Row[] rows = [.. RaggedSequences.Rows(31).Select((row, r) => new RaggedSequences.Row
        {
            Features = areEqual ? row.Features : row.Features[..(3 * (1 + r % 5))],
            Name = row.Name,
            Weight = r / 4f,
        })];
        IDataView view = RaggedSequences.Data(Ml, rows);
        TrainingColumns columns = TrainingColumns.Bind(view.Schema, new() { InputSize = 3, ExampleWeightColumnName = "Weight" });
        CheckShares(view, columns);
    }

    [TestMethod]
    [DataRow(1, 9)]
    [DataRow(3, 2)]
    public void WindowsKeepEachStepAboutOnceAndAreHeldOutAlike(int stride, int horizon)
    {
        IDataView view = Ml.Data.CreateWindows(WindowStoreTests.Labelled(LongRow.Of([400, 30, 500])), 12, CopiedWindow.Inputs,
            stride, horizon,
            targetColumn: "Value", groupColumn: "Device");
        TrainingColumns columns = TrainingColumns.Bind(view.Schema, new());
        StoredSequences whole = StoredWindows.Read(view, columns);
        CheckShares(view, columns);
        foreach ((_, StoredSequences share) in Shares(view, columns, shards: 3, ranks: 2))
        {
            RowSplit expected = whole.HoldOutLast(0.2f)!, split = share.HoldOutLast(0.2f)!;
            CollectionAssert.AreEqual(expected.HeldOut, split.HeldOut);
            CollectionAssert.AreEqual(expected.Training.ToArray(), split.Training.ToArray());
            Assert.AreEqual(expected.LeftOut, split.LeftOut);
        }
        long kept = Shares(view, columns, shards: 3, ranks: 3).Sum(share => share.Store.StepsKept);
        Assert.IsInRange(whole.StepsKept, whole.StepsKept * 5 / 4 + 3 * 12, kept, "runs of four windows' lengths");
    }

    [TestMethod]
    public void ARankAllocatesItsShareOfTheValues()
    {
        const int rows = 4000, length = 500;
        float[][] pool = [.. Enumerable.Range(0, 16).Select(i => Enumerable.Range(0, length).Select(step => i + step * 0.37f).ToArray())];
        long whole = Allocated(new RowShards(4, 0, 4)), quarter = Allocated(new RowShards(4, 1, 2));
        Assert.IsInRange(rows * length * sizeof(float), rows * length * sizeof(float) * 115 / 100 + 1_000_000, whole);
        Assert.IsLessThan(whole * 3 / 10, quarter, "a quarter, and room that is not used yet");

        long Allocated(RowShards shards)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ShardedStore store = new(1, shards, isHere => isHere ? new SequenceStore(1) : null, hasWeights: true, windows: null);
            for (int row = 0; row < rows; row++)
                store.Add(pool[row % pool.Length]);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static void CheckShares(IDataView view, TrainingColumns columns)
    {
        (LabelTargets targets, StoredSequences whole, ulong fingerprint) = Read(view, columns, RowShards.One);
        foreach ((int shards, int ranks) in new[] { (2, 1), (2, 2), (5, 3), (5, 4), (16, 16) })
        {
            int kept = 0;
            foreach ((RowShards mine, StoredSequences store) in Shares(view, columns, shards, ranks))
            {
                Assert.AreEqual((whole.Count, whole.InputSize, whole.MaxTimeSteps, whole.HasEqualLengths),
                    (store.Count, store.InputSize, store.MaxTimeSteps, store.HasEqualLengths));
                kept += store.RowsKept;
                int held = 0;
                for (int row = 0; row < whole.Count; row++)
                {
                    Assert.AreEqual((whole.TimeSteps(row), whole.Weight(row)), (store.TimeSteps(row), store.Weight(row)));
                    if (!store.Shards.Hold(row))
                        continue;
                    held++;
                    CollectionAssert.AreEqual(Values(whole, row), Values(store, row), $"row {row} of shard {mine}");
                }
                Assert.AreEqual(store.RowsKept, held);
            }
            Assert.AreEqual(whole.Count, kept, $"{shards} shards, {ranks} ranks");
            Assert.AreEqual(fingerprint, Read(view, columns, new RowShards(shards, 0, 1)).Fingerprint);
        }
        Assert.AreEqual(whole.Count, targets.Rows);
        DataFingerprint again = new();
        for (int row = 0; row < whole.Count; row++)
            again.Add(Values(whole, row), whole.Weight(row), targets, row);
        Assert.AreEqual(again.Value, fingerprint, "it is that of the rows as they are kept");
    }

    private static IEnumerable<(RowShards Shards, StoredSequences Store)> Shares(IDataView view, TrainingColumns columns,
        int shards, int ranks)
    {
        for (int rank = 0; rank < ranks; rank++)
        {
            RowShards mine = new(shards, shards * rank / ranks, shards * (rank + 1) / ranks);
            yield return (mine, Read(view, columns, mine).Store);
        }
    }

    private static (LabelTargets Targets, StoredSequences Store, ulong Fingerprint) Read(IDataView view, TrainingColumns columns,
        RowShards shards)
    {
        LabelTargets targets = columns.Label.Type is KeyDataViewType ? new ClassTargets() : new NumberTargets(1);
        DataFingerprint fingerprint = new();
        StoredSequences store = SequenceReader.Read(
            view, columns, targets, SequenceReader.Training, () => { }, new SequenceSurvey(columns.Sequence), fingerprint, shards);
        return (targets, store, fingerprint.Value);
    }

    private static float[] Values(SequenceSource source, int row)
    {
        float[] values = new float[source.Length(row)];
        source.CopyTo(row, values);
        return values;
    }
}
