using System.Globalization;
using System.Text.RegularExpressions;

namespace RnnTrainer.Tests.Build;

// The programs in the packages' texts, as a user would make them: one trains and saves, another only loads and predicts.
public sealed partial class PackageTests
{
    private static readonly string TorchApplication = $"""
            <PackageReference Include="RnnTrainer" Version="{PackageFeed.Version}" />
            <PackageReference Include="TorchSharp-cpu" Version="{Path.GetFileName(LibTorchSharp.Package)}" Condition="'$(Backend)' != 'false'" />
        """;

    private static readonly string ScoringApplication = $"""
            <PackageReference Include="RnnTrainer.Scoring" Version="{PackageFeed.Version}" />
        """;

    [TestMethod]
    public void TheProgramsInThePackagesTextsTrainSaveLoadAndPredict()
    {
        RequireLinux();

        string trained = BuildAndRun("trains", TorchApplication, Trainer);
        Assert.IsInRange(0.9, 1.0, double.Parse(Regex.Match(trained, @"^accuracy (\d\.\d\d)$").Groups[1].Value, CultureInfo.InvariantCulture), trained);

        Directory.CreateDirectory(Packages.PathOf("predicts"));
        File.Move(Packages.PathOf("trains", "model.zip"), Packages.PathOf("predicts", "model.zip"));
        string predicted = BuildAndRun("predicts", ScoringApplication, Scoring);
        StringAssert.Matches(predicted, RisingSurely());
        AssertNothingOfTorch(Packages.PathOf("predicts", "bin"));
    }

    private static string BuildAndRun(string name, string references, string package)
    {
        Packages.WriteProgram(name, references, Example().Match(Packages.Text(package, "README.md")).Groups[1].Value);
        ChildProcess.DotNet(Packages.PathOf(name), "build", "-warnaserror").Succeeded();
        return ChildProcess.DotNet(Packages.PathOf(name), Path.Combine("bin", "Debug", "net10.0", $"{name}.dll")).Succeeded().Output.Trim();
    }

    private static void AssertNothingOfTorch(string output)
    {
        string[] files = [.. Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))];
        CollectionAssert.Contains(files, "RnnTrainer.Scoring.dll");
        Assert.IsEmpty(files.Where(file => file is "RnnTrainer.dll" || file.Contains("torch", StringComparison.OrdinalIgnoreCase)));
    }

    [GeneratedRegex(@"^rises \((0\.[5-9]\d|1\.00)\)$")]
    private static partial Regex RisingSurely();

    [GeneratedRegex(@"```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
