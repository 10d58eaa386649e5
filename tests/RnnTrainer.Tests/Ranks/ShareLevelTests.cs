using RnnTrainer.Ranks;

namespace RnnTrainer.Tests.Ranks;

[TestClass]
public sealed class ShareLevelTests
{
    [TestMethod]
    public void MembersBeginANodeEach()
    {
        for (int size = 1; size <= 40; size++)
        {
            ShareLevel level = new(size);
            for (int items = 1; items <= 100; items++)
            {
                level.Begin(items);
                int[] firsts = Firsts(0, items, level.Depth);
                CollectionAssert.AreEqual(firsts.Select(item => ShareTree.Owner(items, item, size)).ToArray(), level.Members.ToArray());
                CollectionAssert.AllItemsAreUnique(level.Members.ToArray(), $"{items} items, {size} ranks");
                if (2 << level.Depth <= Math.Min(items, size))
                {
                    int[] below = [.. Firsts(0, items, level.Depth + 1).Select(item => ShareTree.Owner(items, item, size))];
                    Assert.AreNotEqual(below.Length, below.Distinct().Count(), $"{items} items, {size} ranks: there is a deeper level");
                }
                for (int rank = 0; rank < size; rank++)
                {
                    int place = level.PlaceOf(rank);
                    Assert.IsTrue(level.Members[place] <= rank && rank < level.EndOf(place));
                }
            }
        }
    }

    /// <summary>As many as there are, or the largest power of two of them, whenever there is enough to share.</summary>
    [TestMethod]
    [DataRow(2, 2, 1)]
    [DataRow(8, 100, 3)]
    [DataRow(3, 2, 1)]
    [DataRow(7, 100, 2)]
    [DataRow(1000, 6000, 9)]
    [DataRow(8, 3, 1)]
    [DataRow(5, 1, 0)]
    public void TheLevelIsAsDeepAsItCanBe(int size, int items, int depth)
    {
        ShareLevel level = new(size);
        level.Begin(items);
        Assert.AreEqual(depth, level.Depth);
    }

    private static int[] Firsts(int lo, int hi, int depth) => depth == 0 ? [lo]
        : [.. Firsts(lo, ShareTree.Split(lo, hi), depth - 1), .. Firsts(ShareTree.Split(lo, hi), hi, depth - 1)];
}
