using System.Globalization;

namespace RnnTrainer.Tests.Ranks;

/// <summary>Processes that keep shards of the rows.</summary>
[TestClass]
public sealed class ShardedProcessTests
{
    private const int Shards = 4;

    private static readonly Lazy<string[]> Alone =
        new(() => [.. ManyNetworks.Train(threads: 1, new RnnMpi { Shards = Shards, AllowSingleProcess = true })]);

    [TestMethod]
    [DynamicData(nameof(MpiInstallation.All), typeof(MpiInstallation))]
    public void AnyNumberOfRanksLearnsTheSame(object mpi)
    {
        foreach ((int ranks, int threads) in new[] { (2, 2), (3, 1), (4, 1) })
        {
            ChildProcess program = ((MpiInstallation)mpi).Run(ranks, "networks", $"{threads}", $"{Shards}").Succeeded();
            string[] expected = [.. Enumerable.Range(0, ranks).SelectMany(rank => Alone.Value.Select(line => $"rank {rank}: {line}"))];
            CollectionAssert.AreEquivalent(expected, program.Lines, $"{mpi}, {ranks} ranks");
        }
    }

    // RankProgram's rows have 400 MB of features; a process without any takes about 70 MB.
    [TestMethod]
    public void ARankNeedsMemoryForItsShareOfTheFeatures()
    {
        foreach (int peak in Peaks(2))
            Assert.IsInRange(400, 600, peak);
        foreach (int peak in Peaks(2, $"{Shards}"))
            Assert.IsInRange(200, 330, peak);
        foreach (int peak in Peaks(4, $"{Shards}"))
            Assert.IsInRange(100, 230, peak);
    }

    private static int[] Peaks(int ranks, params string[] shards)
    {
        string[] lines = MpiInstallation.OpenMpi.Run(ranks, ["memory", .. shards]).Succeeded().Lines;
        Assert.HasCount(ranks, lines);
        return [.. lines.Select(line => int.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture))];
    }
}
