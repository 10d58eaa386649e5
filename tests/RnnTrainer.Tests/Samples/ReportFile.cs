using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RnnTrainer.Tests.Samples;

/// <summary>A report, read back: it must be well-formed XML.</summary>
internal sealed partial class ReportFile(string path)
{
    private readonly XDocument page = XDocument.Load(path);

    /// <summary>A mistake of the wall.</summary>
    public sealed record Mistake(int Index, string Truth, string Said, double Percent, byte[] Png);

    public string Text { get; } = File.ReadAllText(path);

    public IEnumerable<XElement> All(string name) => page.Descendants().Where(element => element.Name.LocalName == name);

    /// <summary>The section whose heading has the id; null where there is none.</summary>
    public XElement? Section(string id) => All("section").SingleOrDefault(section => (string?)section.Attribute("aria-labelledby") == id);

    /// <summary>A headline figure, and the note below it.</summary>
    public (string Value, string Note) Figure(string name)
    {
        XElement[] parts = [.. All("dt").Single(term => term.Value == name).Parent!.Elements()];
        return (parts[1].Value, parts[2].Value);
    }

    /// <summary>The counts of the confusion matrix, a row for each class as it is.</summary>
    public int[][] Confusion() => [.. Section("confusion")!.Descendants("tbody").Single().Elements("tr")
        .Select(row => row.Elements("td").Select(cell =>
            int.Parse(cell.Nodes().OfType<XText>().First().Value, CultureInfo.InvariantCulture)).ToArray())];

    /// <summary>The rows of the table in a section, as texts.</summary>
    public string[][] Rows(string section) => [.. Section(section)!.Descendants("tbody").First().Elements("tr")
        .Select(row => row.Elements().Select(cell => cell.Value).ToArray())];

    /// <summary>The wall.</summary>
    public Mistake[] Mistakes() => [.. Section("mistakes")!.Descendants("img").Select(image =>
    {
        Match story = Story().Match((string)image.Attribute("alt")!);
        Assert.IsTrue(story.Success, (string)image.Attribute("alt")!);
        string source = (string)image.Attribute("src")!;
        const string start = "data:image/png;base64,";
        Assert.StartsWith(start, source);
        return new Mistake(int.Parse(story.Groups[1].Value, CultureInfo.InvariantCulture), story.Groups[2].Value, story.Groups[3].Value,
            double.Parse(story.Groups[4].Value, CultureInfo.InvariantCulture), Convert.FromBase64String(source[start.Length..]));
    })];

    /// <summary>It loads nothing from elsewhere, and those who do not see it can read it.</summary>
    public void AssertWhole()
    {
        Assert.IsEmpty(All("script"));
        XAttribute[] attributes = [.. All("html").Single().DescendantsAndSelf().Attributes().Where(one => !one.IsNamespaceDeclaration)];
        Assert.IsEmpty(attributes.Where(attribute => attribute.Value.Contains("://", StringComparison.Ordinal)));
        Assert.DoesNotContain("url(", All("style").Single().Value);
        string[] ids = [.. attributes.Where(attribute => attribute.Name == "id").Select(attribute => attribute.Value)];
        CollectionAssert.AllItemsAreUnique(ids);
        Assert.IsEmpty(All("th").Where(head => head.Attribute("scope") is null));
        Assert.IsEmpty(All("img").Where(image => image.Attribute("alt") is null));
    }

    [GeneratedRegex("^Image ([0-9]+): (.+), predicted as (.+) with ([0-9.]+)%$")]
    private static partial Regex Story();
}
