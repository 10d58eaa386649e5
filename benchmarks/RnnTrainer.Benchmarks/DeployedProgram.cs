using System.Reflection;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace RnnTrainer.Benchmarks;

/// <summary>The scoring sample as a user's program: outside the repository, with packages in place of its projects.</summary>
internal sealed class DeployedProgram
{
    private const string Version = "0.0.0-deployment";

    private static readonly string[] Libraries = ["RnnTrainer.Scoring", "RnnTrainer"];

    private static readonly string Sample = Repository.PathOf("src", "ScoringSample");

    private readonly string folder;

    /// <param name="parent">Where to make the program's folder: where <see cref="PackLibraries"/> has put the packages.</param>
    /// <param name="packages">The packages that it references beside its own, the library's first.</param>
    public DeployedProgram(string parent, params string[] packages)
    {
        Packages = string.Join(", ", packages);
        folder = Directory.CreateDirectory(Path.Combine(parent, string.Join('+', packages))).FullName;
        // Packages of other origin are taken from where this program's came from; only what is missing there is downloaded.
        string cache = typeof(DeployedProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(item => item.Key == "PackageCache").Value!;
        File.WriteAllText(Path.Combine(folder, "rnn-score.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
                <RestorePackagesPath>{Path.Combine(parent, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{cache}</RestoreFallbackFolders>
                <RestoreAdditionalProjectSources>{Feed(parent)}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="{Sample}/*.cs;{string.Join(';', SharedSources())}" />
                <PackageReference Include="System.CommandLine;{string.Join(';', packages)}" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>The packages' names, for tables.</summary>
    public string Packages { get; }

    /// <summary>Packs both libraries.</summary>
    /// <param name="parent">Where to put them, and the versions of all packages that programs below it reference.</param>
    public static void PackLibraries(string parent)
    {
        File.WriteAllText(Path.Combine(parent, "Directory.Packages.props"), $"""
            <Project>
              <Import Project="{Repository.PathOf("Directory.Packages.props")}" />
              <ItemGroup>
                <PackageVersion Include="{string.Join(';', Libraries)}" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        foreach (string library in Libraries)
        {
            string project = Repository.PathOf("src", library);
            ChildProcess.Run("pack", [project, "-c", "Release", "-o", Feed(parent), $"-p:PackageVersion={Version}"]);
        }
    }

    /// <summary>Publishes the program for this system.</summary>
    public PublishedFolder Publish(bool selfContained)
    {
        string output = Path.Combine(folder, selfContained ? "self-contained" : "published");
        string kind = selfContained ? "--self-contained" : "--no-self-contained";
        ChildProcess.Run("publish", [folder, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, kind, "-o", output], folder);
        return new(output);
    }

    // What the sample's own project compiles beside its folder.
    private static IEnumerable<string> SharedSources() => XDocument.Load(Path.Combine(Sample, "ScoringSample.csproj"))
        .Descendants("Compile").Select(item => Path.GetFullPath(Path.Combine(Sample, item.Attribute("Include")!.Value)));

    private static string Feed(string parent) => Path.Combine(parent, "feed");
}
