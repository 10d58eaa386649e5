using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>A disk that takes no more: every command that writes says which file it could not write.</summary>
[TestClass]
public sealed class FullDiskTests
{
    /// <summary>A limit on the size of files is met as a full disk is.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has no such limits
    public void WhereThereIsNoRoomNothingIsLeftBehindAndTheErrorNamesTheFile()
    {
        using TemporaryFolder folder = new();
        // .NET itself writes to files where it is not told otherwise. Frequent collections find what failed on its way out of memory.
        (string, string)[] environment =
        [
            ("DOTNET_EnableWriteXorExecute", "0"), ("DOTNET_EnableDiagnostics", "0"),
            ("DOTNET_GCgen0size", "4000"), ("DOTNET_GCgen0MaxBudget", "4000"), ("DOTNET_GCConserveMemory", "9"),
        ];
        string csv = folder.PathOf("sweep.csv"), results = folder.PathOf("sweep.jsonl");
        string model = folder.PathOf("model.zip"), images = folder.PathOf("digits");
        Refuse(results, "sweep", "--steps", "1", "--batch-size", "20", "--hidden-size", "4", "--csv", csv);
        for (int attempt = 0; attempt < 5; attempt++) // every other one crashed
            Refuse(model, "train", "--steps", "1", "--model", model);
        Refuse(images, "images", "write", images, "--test", "--count", "3");
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.FullPath));

        void Refuse(string path, params string[] arguments)
        {
            const string script = "trap '' XFSZ; ulimit -f 0; exec dotnet \"$@\"";
            string[] command = ["-c", script, "sh", ChildProcess.PathOf("src/Samples", "rnn-samples"), .. arguments];
            ChildProcess child = ChildProcess.Run("sh", Repository.Root, command, environment);
            Assert.AreEqual(3, child.ExitCode, child.Error);
            Assert.Contains($"'{path}", OneLine(child.Error));
            Assert.DoesNotContain(".tmp", child.Error);
        }
    }
}
