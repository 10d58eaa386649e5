using System.Collections.Concurrent;
using RnnTrainer.Ranks;

namespace RnnTrainer.Tests.Ranks;

[TestClass]
public sealed class WaitWatchTests
{
    [TestMethod]
    public void AWaitBeyondTheLimitExpiresAndNamesItsRank()
    {
        using BlockingCollection<(int Rank, TimeSpan Limit)> expired = [];
        WaitWatch watch = new((rank, limit) => expired.Add((rank, limit)), _ => { });
        TimeSpan limit = TimeSpan.FromMilliseconds(300);
        watch.Limit(limit);
        watch.Begin(5);
        Assert.IsTrue(expired.TryTake(out (int, TimeSpan) found, TimeSpan.FromMinutes(1)));
        Assert.AreEqual((5, limit), found);
    }

    [TestMethod]
    public void WaitsThatEndInTimeDoNot()
    {
        int expired = 0;
        WaitWatch watch = new((_, _) => expired++, _ => expired++);
        watch.Limit(TimeSpan.FromSeconds(30));
        for (int i = 0; i < 5; i++)
        {
            watch.Begin(1);
            Thread.Sleep(10);
            watch.End();
        }
        watch.Limit(TimeSpan.FromMilliseconds(1));
        Thread.Sleep(500);
        Assert.AreEqual(0, expired);
    }

    [TestMethod]
    public void AProcessThatLeavesAfterAFailureIsGivenSeconds()
    {
        using BlockingCollection<int> left = [];
        WaitWatch watch = new((_, _) => left.Add(-1), left.Add);
        watch.BeginToLeave(exitCode: 3);
        Assert.IsTrue(left.TryTake(out int code, TimeSpan.FromMinutes(1)));
        Assert.AreEqual(3, code);
    }
}
