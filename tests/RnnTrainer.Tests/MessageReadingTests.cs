using System.Text.RegularExpressions;

namespace RnnTrainer.Tests;

/// <summary>Exceptions and log entries are told apart by type, property and source: their text is for people.</summary>
[TestClass]
public sealed partial class MessageReadingTests
{
    [TestMethod]
    public void NoCodeReadsAMessageToDecide()
    {
        List<string> found = [];
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
            if (path.Contains("/obj/", StringComparison.Ordinal))
                continue;
            foreach (Match reading in Reading().Matches(File.ReadAllText(file)))
                found.Add($"{path}: {reading.Value}");
        }
        // The system's loader has no error codes: its text alone says which library or version is missing.
        found.RemoveAll(line => line == "src/RnnTrainer/Exchange/Torch/NativeBackend.cs: MissingVersion(error.Message");
        Assert.IsEmpty(found);
    }

    [TestMethod]
    [DataRow("when (exception.Message.StartsWith(\"Row \"))", true)]
    [DataRow("entry.RawMessage.Contains(start)", true)]
    [DataRow("Notable.Any(start => entry.Message.EndsWith(start))", true)]
    [DataRow("OptionNames.IsIn(exception.Message)", true)]
    [DataRow("exception.Message.Split(cure)[0]", true)]
    [DataRow("Regex.IsMatch(exception.Message, pattern)", true)]
    [DataRow("if (exception.Message == wanted)", true)]
    [DataRow("throw new IOException(exception.Message, exception);", false)]
    [DataRow("Write($\"{exception.Message.ReplaceLineEndings(\" \")}\");", false)]
    public void ReadingIsFound(string code, bool isReading) => Assert.AreEqual(isReading, Reading().IsMatch(code));

    // Methods of string that look into it, comparisons, and functions that are named as questions.
    [GeneratedRegex(@"\w*Message\)?\??\.(?:StartsWith|EndsWith|Contains|IndexOf|LastIndexOf|Split|Equals|Substring|AsSpan|Length)\b"
        + @"|Message (?:==|!=|is|switch)\b?[^;]*|\b(?:Is\w*|Has\w*|Missing\w*|Match\w*)\(\w+\.(?:Raw)?Message\b")]
    private static partial Regex Reading();
}
