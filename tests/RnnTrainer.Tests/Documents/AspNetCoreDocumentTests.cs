using System.Text.RegularExpressions;

namespace RnnTrainer.Tests.Documents;

/// <summary>The program in docs/aspnetcore.md is examples/web-api.cs, which <see cref="Build.PackageTests"/> runs.</summary>
[TestClass]
public sealed partial class AspNetCoreDocumentTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "aspnetcore.md"));

    [TestMethod]
    public void TheProgramIsTheExample() => Assert.AreEqual(
        File.ReadAllText(Repository.PathOf("examples", "web-api.cs")).TrimEnd(), Example().Matches(Page)[0].Groups[1].Value);

    [TestMethod]
    public void AModelIsReplacedAsShown()
    {
        Assert.HasCount(2, Example().Matches(Page));
        StringAssert.Contains(Example().Matches(Page)[1].Groups[1].Value, """File.Move("model.zip.new", "model.zip", overwrite: true);""");
    }

    [GeneratedRegex(@"```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
