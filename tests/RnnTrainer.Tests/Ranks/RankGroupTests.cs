using RnnTrainer.Ranks;

namespace RnnTrainer.Tests.Ranks;

[TestClass]
public sealed class RankGroupTests
{
    [TestMethod]
    public void EveryRankGetsWhatTheFirstHas()
    {
        foreach (int size in Enumerable.Range(1, 9))
        {
            byte[][] received = ThreadRanks.Run(size, group =>
            {
                byte[] bytes = group.IsFirst ? [1, 2, 3] : new byte[3];
                group.Broadcast(bytes.AsSpan());
                return bytes;
            });
            Assert.AreEqual(size, received.Length);
            foreach (byte[] bytes in received)
                CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, bytes, $"{size} ranks");
        }
    }

    [TestMethod]
    public void TheFirstAloneMakesAMessageOfAnyLength()
    {
        byte[][] received = ThreadRanks.Run(5, group =>
            group.Broadcast(() => group.IsFirst ? new byte[100_000] : throw new AssertFailedException()));
        Assert.IsTrue(received.All(message => message.Length == 100_000));
    }

    [TestMethod]
    public void EveryRankGetsTheMessagesOfAll()
    {
        foreach (int size in Enumerable.Range(1, 6))
        {
            byte[][][] received = ThreadRanks.Run(size, group => group.Gather([.. Enumerable.Repeat((byte)group.Rank, group.Rank)]));
            foreach (byte[][] messages in received)
            {
                for (int rank = 0; rank < size; rank++)
                    CollectionAssert.AreEqual(Enumerable.Repeat((byte)rank, rank).ToArray(), messages[rank], $"rank {rank} of {size}");
            }
        }
    }

    [TestMethod]
    public void OneProcessSendsNothing()
    {
        byte[] message = [7];
        RankGroup.Alone.Broadcast(message.AsSpan());
        Assert.AreEqual((0, 1, true, 7), (RankGroup.Alone.Rank, RankGroup.Alone.Size, RankGroup.Alone.IsFirst, message[0]));
        Assert.AreSame(message, RankGroup.Alone.Gather(message)[0]);
    }
}
