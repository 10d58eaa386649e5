using RnnTrainer.Tests.Ranks;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>The sample console on several ranks: the first one speaks and saves.</summary>
[TestClass]
public sealed class TrainDistributedTests
{
    [TestMethod]
    [DynamicData(nameof(MpiInstallation.All), typeof(MpiInstallation))]
    public void TheFirstRankSpeaksAndSavesWhatOneProcessLearns(object mpi)
    {
        using TemporaryFolder folder = new();
        string together = folder.PathOf("together.zip"), alone = folder.PathOf("alone.zip");
        string[] arguments = ["train", "--steps", "20", "--hidden-size", "6", "--seed", "3", "--threads", "1", "--model"];
        ChildProcess program = ((MpiInstallation)mpi).RunProgram(
            2, ChildProcess.PathOf("src/Samples", "rnn-samples"), [.. arguments, together, "--distributed"]);
        ChildProcess single = Run([.. arguments, alone]);
        Assert.AreEqual(single.ExitCode, program.ExitCode, program.Error);
        Assert.HasCount(1, program.Lines.Where(line => line.Contains("The loaded model", StringComparison.Ordinal)), program.Output);
        CollectionAssert.AreEqual(Load(alone).Model.Parameters.ToArray(), Load(together).Model.Parameters.ToArray());
    }

    [TestMethod]
    public void WithoutALauncherItIsRefused() =>
        Assert.Contains("--distributed is set, but no MPI launcher", Run("train", "--distributed", "--steps", "1").Error);

    [TestMethod]
    public void AnEngineThatRanksCannotShareIsRefused()
    {
        ChildProcess refused = Run("train", "--distributed", "--steps", "1", "--engine", "torch");
        Assert.AreEqual(2, refused.ExitCode, refused.Error);
        Assert.Contains("--engine Torch does not support --distributed. Use Auto, or remove --distributed.", refused.Error);
    }
}
