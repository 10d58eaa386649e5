using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>Options that do not go with each other or with the data are named as they were typed.</summary>
[TestClass]
public sealed class TrainOptionErrorTests
{
    private static readonly TemporaryFolder Folder = new();

    private static string Model => Folder.PathOf("model.zip");

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    /// <summary>There are no data: so they were not read.</summary>
    [TestMethod]
    public void EarlyStoppingWithoutValidationIsRefusedBeforeReading()
    {
        string[] arguments = ["--early-stopping", "on", "--steps", "10", "--data", Folder.PathOf("none")];
        const string message = "--early-stopping watches validation; give --validation (such as 0.1), or --early-stopping monitor=loss.";
        AssertRefused(2, message, Run(["train", .. arguments, "--model", Model]));
        // A sweep always validates.
        AssertRefused(3, "There is no data folder", Run(["sweep", .. arguments, "--csv", Folder.PathOf("sweep.csv")]));
        AssertRefused(3, "There is no data folder", Run(["train", .. arguments, "--validation", "0.1", "--model", Model]));
        arguments[1] = "monitor=loss";
        AssertRefused(3, "There is no data folder", Run(["train", .. arguments, "--model", Model]));
    }

    /// <summary>Metrics are named as they are typed: the library's ValidationLoss is validation-loss.</summary>
    [TestMethod]
    [DataRow("vloss", "vloss")]
    [DataRow("validation-area-under-roc-curve", "validation-area-under-roc-curve")]
    [DataRow("ValidationAreaUnderRocCurve", "validation-area-under-roc-curve")]
    public void AMetricThatDigitsDoNotHaveIsRefusedByTheNamesThatAreTyped(string typed, string shown) => AssertRefused(2,
        $"--early-stopping monitors '{shown}', which is not measured. Use one of loss, accuracy, validation-loss, validation-accuracy.",
        Run("train", "--early-stopping", $"monitor={typed}", "--validation", "0.1", "--steps", "10", "--model", Model));

    [TestMethod]
    public void ClassWeightsOfOtherClassesAreRefused() => AssertRefused(2,
        "--class-weights has 2 weights, but 'MNIST' has 10 classes.",
        Run("train", "--class-weights", "1:2", "--steps", "10", "--model", Model));

    [TestMethod]
    public void NetworkThatIsTooLargeIsRefused()
    {
        ChildProcess child = Run("train", "--hidden-size", "99999999", "--steps", "10", "--model", Model);
        Assert.AreEqual(2, child.ExitCode, child.Error);
        Assert.Contains("Use a smaller --hidden-size.", OneLine(child.Error));
        Assert.IsFalse(File.Exists(Model));
    }

    [TestMethod]
    public void DataOfOneClassAreRefused()
    {
        using TemporaryFolder one = new();
        foreach (string file in Directory.GetFiles(Repository.PathOf("data", "images", "0")))
            one.Write(Path.Combine("only", Path.GetFileName(file)), File.ReadAllBytes(file));
        AssertRefused(3, $"'{one.FullPath}' has training images of only one class", Run("train", "--data", one.FullPath, "--model", Model));
    }

    [TestMethod]
    public void DamagedCheckpointIsSaidInTermsOfTheCommandLine()
    {
        string file = Folder.Write("checkpoint-000000001.rnnckpt", "not a checkpoint");
        ChildProcess child = Run("--steps", "1", "--resume", file, "--model", Model);
        Assert.AreEqual(3, child.ExitCode, child.Error);
        Assert.Contains("Delete the damaged ones to start", OneLine(child.Error));
    }
}
