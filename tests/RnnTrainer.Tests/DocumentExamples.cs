using System.Text.RegularExpressions;

namespace RnnTrainer.Tests;

/// <summary>The C# examples of a document are code that a test compiles: what stands between "// example:" and "// end".</summary>
internal static partial class DocumentExamples
{
    /// <param name="document">Path of the document in the repository.</param>
    /// <param name="test">Path of the test's source in the repository.</param>
    /// <param name="count">How many examples there are.</param>
    public static void AreTheCodeOf(string document, string test, int count)
    {
        string[] code = Found(Code(), test), examples = Found(Example(), document);
        Assert.HasCount(count, examples);
        CollectionAssert.AreEqual(code, examples);
    }

    private static string[] Found(Regex regex, string path) =>
    [
        .. regex.Matches(File.ReadAllText(Repository.PathOf(path.Split('/'))))
            .Select(match => match.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)),
    ];

    [GeneratedRegex(@"// example:\n(.*?)\n *// end\n", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
