using System.Text.RegularExpressions;
using RnnTrainer.Values;

namespace RnnTrainer.Tests.Values;

[TestClass]
public sealed partial class CountTextTests
{
    [TestMethod]
    [DataRow(0, "0 rows")]
    [DataRow(1, "1 row")]
    [DataRow(2, "2 rows")]
    [DataRow(12345, "12345 rows")]
    public void OneIsNotMany(int count, string text) => Assert.AreEqual(text, CountText.Of(count, "row"));

    [TestMethod]
    public void NoMessageLeavesItToTheReader()
    {
        string[] found = [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(File.ReadLines).Where(line => OneOrMany().IsMatch(line))];
        Assert.IsEmpty(found);
    }

    // A number and "row(s)".
    [GeneratedRegex(@"\} (?:\w+ )?\w+\(s\)")]
    private static partial Regex OneOrMany();
}
