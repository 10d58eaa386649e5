using System.Text.RegularExpressions;

namespace RnnTrainer.Tests;

/// <summary>The README and the pages of docs: their tables are those of the result files, and their links lead somewhere.</summary>
[TestClass]
public sealed partial class DocumentTests
{
    private static readonly string[] Documents =
        [.. Directory.GetFiles(Repository.Root, "*.md"), .. Directory.GetFiles(Repository.PathOf("docs"), "*.md")];

    [TestMethod]
    public void TablesAreThoseOfTheResultFiles()
    {
        string[] results = [.. Directory.GetFiles(Repository.PathOf("benchmarks", "results"), "*.md").SelectMany(Tables)];
        string[] shown = [.. Documents.SelectMany(Tables)];
        Assert.IsNotEmpty(shown);
        Assert.IsEmpty(shown.Except(results), "copy these tables from the files of benchmarks/results");
    }

    [TestMethod]
    public void EveryLinkLeadsToAFileAndAHeading()
    {
        List<string> broken = [];
        foreach (string document in Documents)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
            {
                (string file, string heading) = (link.Groups[1].Value, link.Groups[2].Value);
                string target = file.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, file);
                if (!Path.Exists(target) || heading.Length > 0 && !Anchors(target).Contains(heading))
                    broken.Add($"{Path.GetFileName(document)}: {link.Value}");
            }
        }
        Assert.IsEmpty(broken);
    }

    [TestMethod]
    public void EveryPageIsInTheTableOfContentsOnce()
    {
        string contents = File.ReadAllText(Repository.PathOf("docs", "toc.yml"));
        Assert.IsEmpty(Directory.GetFiles(Repository.PathOf("docs"), "*.md").Select(page => Path.GetFileName(page))
            .Where(page => contents.Split($"href: {page}\n").Length != 2), "Name the page once in docs/toc.yml.");
    }

    private static IEnumerable<string> Tables(string file) => Table().Matches(File.ReadAllText(file)).Select(table => table.Value);

    // As GitHub names them: lower case, hyphens for blanks, letters, digits and hyphens only.
    private static IEnumerable<string> Anchors(string file) => Heading().Matches(File.ReadAllText(file))
        .Select(heading => $"#{Others().Replace(heading.Groups[1].Value.ToLowerInvariant().Replace(' ', '-'), "")}");

    [GeneratedRegex(@"<!-- table:([\w-]+) -->\n.*?<!-- /table -->", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"\]\((?!\w+:)([^)#]*)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w-]")]
    private static partial Regex Others();
}
