using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>Files that are not a model that <c>train</c> has saved, and none at all, where a command wants one.</summary>
[TestClass]
public sealed class SavedModelTests
{
    public static IEnumerable<string[]> WrongFiles =>
        from other in OtherModel.All
        from command in new[] { "evaluate", "predict", "report", "serve" }
        select new[] { command, other.Kind };

    [TestMethod]
    [DynamicData(nameof(WrongFiles))]
    public void WrongFileIsOneLineThatNamesItAndNothingIsWritten(string command, string kind)
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf($"{kind}.zip");
        OtherModel other = OtherModel.All.Single(one => one.Kind == kind);
        other.Write(model);
        string[] before = Directory.GetFileSystemEntries(folder.FullPath);
        string[] more = command switch
        {
            "predict" => [Repository.PathOf("data", "images", "7", "00000.png")],
            "report" => ["--output", folder.PathOf("report.html")],
            "serve" => ["--port", "0"],
            _ => [],
        };

        ChildProcess child = Run([command, model, .. more]);

        AssertRefused(3, other.Message, child);
        Assert.Contains($"'{model}'", child.Error);
        CollectionAssert.AreEqual(before, Directory.GetFileSystemEntries(folder.FullPath));
    }

    [TestMethod]
    [DataRow("evaluate")]
    [DataRow("predict", "--idx=3")]
    [DataRow("report")]
    [DataRow("serve")]
    public void WithoutAModelTheArgumentIsNamed(params string[] arguments) =>
        AssertRefused(2, "Required argument 'model' missing", Run(arguments));
}
