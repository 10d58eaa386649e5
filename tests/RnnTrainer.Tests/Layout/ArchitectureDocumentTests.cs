using System.Reflection;
using System.Text.RegularExpressions;

namespace RnnTrainer.Tests.Layout;

/// <summary>What docs/architecture.md names exists. Its table of folders is checked by <see cref="ArchitectureTests"/>.</summary>
[TestClass]
public sealed partial class ArchitectureDocumentTests
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs", "architecture.md"));

    [TestMethod]
    public void EveryFileThatARecipeNamesExists()
    {
        string[] named = [.. SourceFile().Matches(Text).Select(file => file.Groups[1].Value)];
        Assert.IsGreaterThan(12, named.Length);
        string[] names =
            [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories).Select(Path.GetFileName)!];
        foreach (string file in named)
            Assert.IsTrue(file.Contains('/') ? File.Exists(Repository.PathOf(file.Split('/'))) : names.Contains(file), file);
    }

    [TestMethod]
    public void EveryTypeAndMemberThatItNamesExists()
    {
        Type[] oneOfEach =
        [
            typeof(RnnTransformer), typeof(RnnEstimator), typeof(RnnReport), typeof(ArchitectureDocumentTests), typeof(IDataView),
            typeof(MLContext),
        ];
        ILookup<string, Type> types = oneOfEach.SelectMany(type => type.Assembly.GetTypes())
            .ToLookup(type => type.Name.Split('`')[0]);
        MatchCollection named = TypeOrMember().Matches(Text);
        Assert.IsGreaterThan(50, named.Count);
        foreach (Match name in named)
        {
            IEnumerable<Type> found = types[name.Groups[1].Value];
            Assert.IsNotEmpty(found, name.Value);
            if (name.Groups[2].Value is { Length: > 0 } member)
                Assert.IsTrue(found.Any(type => type.GetMember(member, (BindingFlags)(-1)).Length > 0), name.Value);
        }
    }

    [GeneratedRegex(@"`([\w/.]+\.cs)`")]
    private static partial Regex SourceFile();

    [GeneratedRegex(@"`([A-Z]\w+)(?:\.((?!cs\b)\w+))?`")]
    private static partial Regex TypeOrMember();
}
