namespace RnnTrainer.Tests.Build;

// What is in the packages, and what they say of themselves.
public sealed partial class PackageTests
{
    private const string Trainer = $"RnnTrainer.{PackageFeed.Version}.nupkg", Scoring = $"RnnTrainer.Scoring.{PackageFeed.Version}.nupkg";
    private const string Reports = $"RnnTrainer.Reports.{PackageFeed.Version}.nupkg";

    [TestMethod]
    public void EachPackageHoldsItsAssemblyItsDocumentationAndNothingElse()
    {
        string[] packages = [Trainer, Scoring, Reports];
        CollectionAssert.AreEquivalent(
            packages.Concat(packages.Select(package => Path.ChangeExtension(package, "snupkg"))).ToArray(), Packages.Files.ToArray());
        CollectionAssert.AreEquivalent(
            new[]
            {
                "RnnTrainer.nuspec", "README.md", "lib/net10.0/RnnTrainer.dll", "lib/net10.0/RnnTrainer.xml",
                "buildTransitive/RnnTrainer.targets", "buildTransitive/MarkVersionNeedWeak.cs", "examples/first-network.cs",
            },
            Packages.Content(Trainer));
        CollectionAssert.AreEquivalent(
            new[] { "RnnTrainer.Scoring.nuspec", "README.md", "lib/net10.0/RnnTrainer.Scoring.dll", "lib/net10.0/RnnTrainer.Scoring.xml" },
            Packages.Content(Scoring));
        CollectionAssert.AreEquivalent(
            new[] { "RnnTrainer.Reports.nuspec", "README.md", "lib/net10.0/RnnTrainer.Reports.dll", "lib/net10.0/RnnTrainer.Reports.xml" },
            Packages.Content(Reports));
        StringAssert.Contains(Packages.Text(Trainer, "lib/net10.0/RnnTrainer.xml"), "T:RnnTrainer.RnnEstimator");
        StringAssert.Contains(Packages.Text(Scoring, "lib/net10.0/RnnTrainer.Scoring.xml"), "T:RnnTrainer.RnnTransformer");
    }

    [TestMethod]
    [DataRow(Trainer, "RnnTrainer")]
    [DataRow(Scoring, "RnnTrainer.Scoring")]
    [DataRow(Reports, "RnnTrainer.Reports")]
    public void TheSymbolsAreInASymbolPackage(string package, string name) =>
        CollectionAssert.AreEquivalent(new[] { $"{name}.nuspec", $"lib/net10.0/{name}.pdb" }, Packages.Content(Path.ChangeExtension(package, "snupkg")));

    [TestMethod]
    [DataRow(Trainer)]
    [DataRow(Scoring)]
    [DataRow(Reports)]
    public void EachPackageNamesItsLicenceAndItsText(string package)
    {
        Assert.AreEqual("MIT", Packages.Metadata(package, "license").Single(license => license.Attribute("type")?.Value == "expression").Value);
        Assert.AreEqual("README.md", Packages.Metadata(package, "readme").Single().Value);
        Assert.AreEqual(PackageFeed.Version, Packages.Metadata(package, "version").Single().Value);
    }

    // Trainer and reports use internals of the scoring package, so no other version will do.
    [TestMethod]
    public void EachWantsTheScoringPackageOfItsOwnVersionAndNoBackend()
    {
        (string Id, string Version)[] trainer = Dependencies(Trainer);
        CollectionAssert.Contains(trainer, ("RnnTrainer.Scoring", $"[{PackageFeed.Version}]"));
        CollectionAssert.IsSubsetOf(new[] { "Microsoft.ML", "TorchSharp" }, trainer.Select(package => package.Id).ToArray());
        Assert.IsEmpty(trainer.Where(package => package.Id.StartsWith("TorchSharp-", StringComparison.Ordinal) || package.Id.Contains("libtorch", StringComparison.Ordinal)));

        (string Id, string Version)[] reports = Dependencies(Reports);
        CollectionAssert.Contains(reports, ("RnnTrainer.Scoring", $"[{PackageFeed.Version}]"));
        CollectionAssert.IsSubsetOf(new[] { "Microsoft.ML", "OxyPlot.Core" }, reports.Select(package => package.Id).ToArray());
        Assert.IsEmpty(reports.Where(package => package.Id is "RnnTrainer" or "TorchSharp"));

        (string Id, string)[] scoring = Dependencies(Scoring);
        CollectionAssert.AreEquivalent(new[] { "Google.Protobuf", "Microsoft.ML", "System.IO.Hashing", "System.Numerics.Tensors" }, scoring.Select(package => package.Id).ToArray());

        static (string, string)[] Dependencies(string package) =>
            [.. Packages.Metadata(package, "dependency").Select(found => (found.Attribute("id")!.Value, found.Attribute("version")!.Value))];
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
