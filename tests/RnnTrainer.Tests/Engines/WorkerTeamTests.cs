using RnnTrainer.Engines;

namespace RnnTrainer.Tests.Engines;

[TestClass]
public sealed class WorkerTeamTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(5)]
    public void EveryPartRunsOnceInEachOfManyJobs(int size)
    {
        using WorkerTeam team = new(size);
        int[] runs = new int[11], working = new int[size];
        bool alone = true;
        for (int job = 0; job < 5000; job++)
            team.Run(11, (part, member) =>
            {
                Interlocked.Increment(ref runs[part]);
                alone &= Interlocked.Exchange(ref working[member], 1) == 0;
                Interlocked.Exchange(ref working[member], 0);
            });
        Assert.IsTrue(runs.All(count => count == 5000));
        Assert.IsTrue(alone, "a thread's number is its own");
    }

    [TestMethod]
    public void SleepingThreadsWakeUp()
    {
        using WorkerTeam team = new(3);
        for (int job = 0; job < 20; job++)
        {
            Thread.Sleep(20); // far longer than a thread spins
            int runs = 0;
            team.Run(6, (_, _) => Interlocked.Increment(ref runs));
            Assert.AreEqual(6, runs);
        }
    }

    [TestMethod]
    public void AnExceptionReachesTheCallerAndTheTeamGoesOn()
    {
        using WorkerTeam team = new(2);
        foreach (int bad in new[] { 0, 1 })
            Assert.ThrowsExactly<TimeoutException>(() => team.Run(2, (part, _) => { if (part == bad) throw new TimeoutException(); }));
        int runs = 0;
        team.Run(2, (_, _) => Interlocked.Increment(ref runs));
        Assert.AreEqual(2, runs);
    }
}
