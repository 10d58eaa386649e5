namespace RnnTrainer.Tests.Ranks;

/// <summary>Bytes between processes, with each MPI there is.</summary>
[TestClass]
public sealed class MpiTransportTests
{
    [TestMethod]
    [DynamicData(nameof(MpiInstallation.All), typeof(MpiInstallation))]
    public void MessagesOfAllLengthsArriveWholeAndInPieces(object mpi)
    {
        foreach (int ranks in (int[])[1, 3])
        {
            ChildProcess program = ((MpiInstallation)mpi).Run(ranks, "messages").Succeeded();
            Assert.HasCount(ranks, program.Lines.Where(line => line.StartsWith("right: ", StringComparison.Ordinal)), program.Output);
        }
    }

    [TestMethod]
    [DynamicData(nameof(MpiInstallation.All), typeof(MpiInstallation))]
    public void ALibraryThatDoesNotLoadIsNamed(object mpi)
    {
        ChildProcess program = ((MpiInstallation)mpi).Run(2, [("RNNTRAINER_MPI", "/none/libmpi.so")], "messages");
        Assert.AreNotEqual(0, program.ExitCode);
        StringAssert.Contains(program.Error, "RNNTRAINER_MPI is '/none/libmpi.so', which does not load.");
    }

    [TestMethod]
    [DynamicData(nameof(MpiInstallation.All), typeof(MpiInstallation))]
    public void AnotherLibraryThanMpiIsNamed(object mpi)
    {
        ChildProcess program = ((MpiInstallation)mpi).Run(2, [("RNNTRAINER_MPI", "libm.so.6")], "messages");
        Assert.AreNotEqual(0, program.ExitCode);
        StringAssert.Contains(program.Error, "it is not an MPI library");
    }

    [TestMethod]
    public void TheLibraryOfAnotherLauncherIsRefused()
    {
        MpiInstallation.OpenMpi.Run(1, "messages").Succeeded();
        // Each process would be a world of its own, and write over what the others write.
        ChildProcess program = MpiInstallation.Mpich.Run(2, [("RNNTRAINER_MPI", "libmpi.so.40")], "messages");
        Assert.AreNotEqual(0, program.ExitCode);
        StringAssert.Contains(program.Error, "The launcher started 2 processes, but 'libmpi.so.40' sees 1");
    }
}
