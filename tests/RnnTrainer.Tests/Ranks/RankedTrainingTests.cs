namespace RnnTrainer.Tests.Ranks;

/// <summary>Processes that train together learn what one process learns alone, to the last bit.</summary>
[TestClass]
public sealed class RankedTrainingTests
{
    private static readonly Lazy<string[]> Alone = new(() => [.. ManyNetworks.Train(threads: 1, distributed: null)]);

    [TestMethod]
    public void TwoThreadsLearnTheSame() => CollectionAssert.AreEqual(Alone.Value,
        ManyNetworks.Train(threads: 2, distributed: null).ToArray());

    [TestMethod]
    [DynamicData(nameof(MpiInstallation.All), typeof(MpiInstallation))]
    public void AnyNumberOfRanksLearnsTheSame(object mpi)
    {
        foreach ((int ranks, int threads) in new[] { (2, 1), (3, 1), (4, 1), (1, 2) })
        {
            ChildProcess program = ((MpiInstallation)mpi).Run(ranks, "networks", $"{threads}").Succeeded();
            string[] expected = [.. Enumerable.Range(0, ranks).SelectMany(rank => Alone.Value.Select(line => $"rank {rank}: {line}"))];
            CollectionAssert.AreEquivalent(expected, program.Lines, $"{mpi}, {ranks} ranks");
        }
    }
}
