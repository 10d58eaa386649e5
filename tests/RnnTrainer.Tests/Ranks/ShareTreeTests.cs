using RnnTrainer.Ranks;

namespace RnnTrainer.Tests.Ranks;

[TestClass]
public sealed class ShareTreeTests
{
    [TestMethod]
    public void EveryItemHasOneOwnerAndSharesAreEven()
    {
        for (int size = 1; size <= 70; size++)
        {
            for (int count = 1; count <= 150; count++)
            {
                int[] firsts = [.. Enumerable.Range(0, size + 1).Select(rank => ShareTree.First(count, rank, size))];
                Assert.AreEqual((0, count), (firsts[0], firsts[^1]));
                int[] shares = [.. firsts.Zip(firsts[1..], (first, end) => end - first)];
                Assert.IsTrue(shares.Max() - shares.Min() <= 1 && shares[0] > 0, $"{count} items, {size} ranks");
                for (int rank = 0; rank < size; rank++)
                {
                    for (int item = firsts[rank]; item < firsts[rank + 1]; item++)
                        Assert.AreEqual(rank, ShareTree.Owner(count, item, size), $"item {item} of {count}, {size} ranks");
                }
            }
        }
    }

    [TestMethod]
    public void AsManyRanksAsANodeHasDescendantsOwnOneEach()
    {
        foreach (int count in new[] { 8, 11, 100, 999 })
        {
            int[] firsts = [.. Enumerable.Range(0, 8).Select(rank => ShareTree.First(count, rank, 8))];
            CollectionAssert.AreEqual(Firsts(0, count, 8), firsts);
        }
        Assert.IsTrue(ShareTree.IsOneNodeEach(8, 8) && ShareTree.IsOneNodeEach(5, 4) && ShareTree.IsOneNodeEach(1, 1));
        Assert.IsFalse(ShareTree.IsOneNodeEach(7, 8) || ShareTree.IsOneNodeEach(9, 3));

        static int[] Firsts(int lo, int hi, int size) => size == 1 ? [lo]
            : [.. Firsts(lo, ShareTree.Split(lo, hi), size / 2), .. Firsts(ShareTree.Split(lo, hi), hi, size / 2)];
    }
}
