using RnnTrainer.Ranks;

namespace RnnTrainer.Tests.Ranks;

[TestClass]
public sealed class BitUnionTests
{
    [TestMethod]
    public void EveryRankGetsTheBitsOfAll()
    {
        foreach (int size in Enumerable.Range(1, 9))
        {
            ulong[][] unions = ThreadRanks.Run(size, ranks =>
            {
                BitUnion union = new(ranks, 3);
                union.Bits[ranks.Rank % 3] = 1UL << ranks.Rank;
                union.Unite();
                return union.Bits;
            });
            ulong[] expected = new ulong[3];
            for (int rank = 0; rank < size; rank++)
                expected[rank % 3] |= 1UL << rank;
            foreach (ulong[] bits in unions)
                CollectionAssert.AreEqual(expected, bits, $"{size} ranks");
        }
    }
}
