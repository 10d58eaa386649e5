using System.Xml.Linq;
using static RnnTrainer.Tests.Samples.SampleConsole;
using static RnnTrainer.Tests.Samples.SmallSweep;

namespace RnnTrainer.Tests.Samples;

/// <summary>A sweep that was interrupted goes on from its search's file.</summary>
[TestClass]
public sealed class SweepResumptionTests
{
    private static readonly TemporaryFolder Folder = new();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    /// <summary>Runs that learn from other images, or are compared on others, are not the same runs.</summary>
    [TestMethod]
    public void RunsOnOtherImagesAreMadeAnew()
    {
        string data = Repository.PathOf("data", "images");
        string[] sweep = ["sweep", "--data", data, "--steps", "2", "--batch-size", "20", "--hidden-size", "4",
            "--csv", Folder.PathOf("others.csv")];
        Assert.AreEqual("0 of 1", FromFile(Run(sweep).Succeeded()));
        Assert.AreEqual("1 of 1", FromFile(Run(sweep).Succeeded()));
        Assert.AreEqual("0 of 1", FromFile(Run([.. sweep, "--validation", "0.2"]).Succeeded()));
        Assert.AreEqual("0 of 1", FromFile(Run([.. sweep, "--validation", Repository.PathOf("data", "mnist")]).Succeeded()));
        Assert.AreEqual("1 of 1", FromFile(Run(sweep).Succeeded()));
    }

    [TestMethod]
    public void KilledAndStartedAgainItEndsWithTheSameRows()
    {
        string csv = Folder.PathOf("killed.csv");
        using (SignalledProcess victim = Start([.. Grid, "--csv", csv]))
        {
            victim.WaitForLine("run 3 of 8");
            victim.Kill();
        }
        Assert.IsGreaterThanOrEqualTo(3, File.ReadAllLines(csv).Length - 1);

        File.Delete(csv); // which is only a table
        Assert.AreNotEqual("0 of 8", FromFile(Run([.. Grid, "--csv", csv]).Succeeded()));
        AssertSameRows(Folder.PathOf("killed.csv"));
    }

    [TestMethod]
    [DataRow(1, DisplayName = "the end of the line is missing")]
    [DataRow(40, DisplayName = "half of the line is missing")]
    public void CutLastResultIsMadeAgain(int missing)
    {
        byte[] content = File.ReadAllBytes(Results);
        string results = Folder.Write($"cut-{missing}.jsonl", content.AsSpan(0, content.Length - missing));

        ChildProcess child = Run([.. Grid, "--csv", Folder.PathOf("cut.csv"), "--results", results]).Succeeded();

        Assert.AreEqual("7 of 8", FromFile(child));
        AssertSameRows(Folder.PathOf("cut.csv"));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has no signals to send
    public void SignalKeepsTheFinishedRunsAndSaysHowToGoOn()
    {
        string csv = Folder.PathOf("cancelled.csv");
        using SignalledProcess process = Start("sweep", "--hidden-size", "4", "--batch-size", "50", "--steps", "1,2000000000",
            "--csv", csv);
        process.WaitForLine("run 1 of 2");
        process.Signal("TERM");
        ChildProcess child = process.WaitForExit();
        Assert.AreEqual(130, child.ExitCode, child.Error);
        Assert.Contains("1 of 2 runs are in", OneLine(child.Error));
        Assert.Contains("Run the same command to continue.", child.Error);
        Assert.HasCount(2, File.ReadAllLines(csv));
        Assert.HasCount(1, File.ReadAllLines(Folder.PathOf("cancelled.jsonl")));
    }

    [TestMethod]
    public void WhileItRunsOthersSeeWhatThereIsButNoneWritesToIt()
    {
        string csv = Folder.PathOf("running.csv"), plot = Folder.PathOf("running.svg");
        string[] arguments = ["sweep", "--hidden-size", "4", "--batch-size", "50", "--steps", "1,2000000000", "--csv", csv];
        using SignalledProcess process = Start(arguments);
        process.WaitForLine("run 1 of 2");
        ChildProcess shown = Run("sweep", "--show", "--csv", csv, "--plot", plot).Succeeded();
        Assert.HasCount(3, shown.Lines.Where(line => line.StartsWith('|'))); // two of them the head
        Assert.AreEqual("svg", XElement.Load(plot).Name.LocalName);
        AssertEnds("being used by another process", arguments);
        Assert.IsFalse(process.HasExited);
        process.Kill();
    }
}
