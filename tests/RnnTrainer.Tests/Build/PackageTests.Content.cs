namespace RnnTrainer.Tests.Build;

// What is in the packages, and what they say of themselves.
public sealed partial class PackageTests
{
    private const string Trainer = $"RnnTrainer.{PackageFeed.Version}.nupkg", Scoring = $"RnnTrainer.Scoring.{PackageFeed.Version}.nupkg";
    private const string Reports = $"RnnTrainer.Reports.{PackageFeed.Version}.nupkg";
    private const string Templates = $"RnnTrainer.Templates.{PackageFeed.Version}.nupkg";

    [TestMethod]
    public void EachPackageHoldsItsAssemblyItsDocumentationAndNothingElse()
    {
        string[] packages = [Trainer, Scoring, Reports];
        CollectionAssert.AreEquivalent(
            packages.Concat(packages.Select(package => Path.ChangeExtension(package, "snupkg"))).Append(Templates).ToArray(),
            Packages.Files.ToArray());
        CollectionAssert.AreEquivalent(
            new[]
            {
                "RnnTrainer.nuspec", "README.md", "icon.png", "lib/net10.0/RnnTrainer.dll", "lib/net10.0/RnnTrainer.xml",
                "buildTransitive/RnnTrainer.targets", "buildTransitive/MarkVersionNeedWeak.cs", "examples/first-network.cs",
            },
            Packages.Content(Trainer));
        CollectionAssert.AreEquivalent(
            new[] { "RnnTrainer.Scoring.nuspec", "README.md", "icon.png", "lib/net10.0/RnnTrainer.Scoring.dll",
                "lib/net10.0/RnnTrainer.Scoring.xml" },
            Packages.Content(Scoring));
        CollectionAssert.AreEquivalent(
            new[] { "RnnTrainer.Reports.nuspec", "README.md", "icon.png", "lib/net10.0/RnnTrainer.Reports.dll",
                "lib/net10.0/RnnTrainer.Reports.xml" },
            Packages.Content(Reports));
        StringAssert.Contains(Packages.Text(Trainer, "lib/net10.0/RnnTrainer.xml"), "T:RnnTrainer.RnnEstimator");
        StringAssert.Contains(Packages.Text(Scoring, "lib/net10.0/RnnTrainer.Scoring.xml"), "T:RnnTrainer.RnnTransformer");
    }

    [TestMethod]
    [DataRow(Trainer, "RnnTrainer")]
    [DataRow(Scoring, "RnnTrainer.Scoring")]
    [DataRow(Reports, "RnnTrainer.Reports")]
    public void TheSymbolsAreInASymbolPackage(string package, string name) =>
        CollectionAssert.AreEquivalent(new[] { $"{name}.nuspec", $"lib/net10.0/{name}.pdb" },
            Packages.Content(Path.ChangeExtension(package, "snupkg")));

    [TestMethod]
    [DataRow(Trainer)]
    [DataRow(Scoring)]
    [DataRow(Reports)]
    [DataRow(Templates)]
    public void EachPackageNamesItsLicenceAndItsText(string package)
    {
        Assert.AreEqual("MIT", Packages.Metadata(package, "license")
            .Single(license => license.Attribute("type")?.Value == "expression").Value);
        Assert.AreEqual("README.md", Packages.Metadata(package, "readme").Single().Value);
        Assert.AreEqual(PackageFeed.Version, Packages.Metadata(package, "version").Single().Value);
        Assert.AreEqual("icon.png", Packages.Metadata(package, "icon").Single().Value);
        foreach (string element in (string[])["copyright", "tags", "releaseNotes", "description"])
            Assert.AreNotEqual("", Packages.Metadata(package, element).Single().Value, element);
    }

    // Trainer and reports use internals of the scoring package, so no other version will do.
    [TestMethod]
    public void EachWantsTheScoringPackageOfItsOwnVersionAndNothingThatOthersBring()
    {
        (string Id, string Version)[] trainer = Dependencies(Trainer);
        CollectionAssert.Contains(trainer, ("RnnTrainer.Scoring", $"[{PackageFeed.Version}]"));
        CollectionAssert.AreEquivalent(
            new[] { "RnnTrainer.Scoring", "Microsoft.ML", "System.IO.Hashing", "System.Numerics.Tensors", "TorchSharp" },
            trainer.Select(package => package.Id).ToArray());

        (string Id, string Version)[] reports = Dependencies(Reports);
        CollectionAssert.Contains(reports, ("RnnTrainer.Scoring", $"[{PackageFeed.Version}]"));
        CollectionAssert.AreEquivalent(
            new[] { "RnnTrainer.Scoring", "Microsoft.ML", "OxyPlot.Core" }, reports.Select(package => package.Id).ToArray());

        (string Id, string)[] scoring = Dependencies(Scoring);
        CollectionAssert.AreEquivalent(new[] { "Google.Protobuf", "Microsoft.ML", "System.IO.Hashing", "System.Numerics.Tensors" },
            scoring.Select(package => package.Id).ToArray());

        static (string, string)[] Dependencies(string package) =>
            [.. Packages.Metadata(package, "dependency").Select(found =>
                (found.Attribute("id")!.Value, found.Attribute("version")!.Value))];
    }

    // Galleries show the text, but nothing that it links to in this repository.
    [TestMethod]
    [DataRow(Trainer)]
    [DataRow(Scoring)]
    [DataRow(Reports)]
    public void TheTextHasNoLinksIntoTheRepository(string package)
    {
        string text = Packages.Text(package, "README.md");
        StringAssert.StartsWith(text, "# RnnTrainer");
        Assert.DoesNotContain("](", text.Replace("](https://", "", StringComparison.Ordinal));
    }
}
