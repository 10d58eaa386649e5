using System.IO.Compression;
using System.Xml.Linq;

namespace RnnTrainer.Tests.Build;

/// <summary>This repository's packages in a folder of their own, and programs beside it that use them.</summary>
internal sealed class PackageFeed : IDisposable
{
    /// <summary>The version that the packages have here.</summary>
    public const string Version = "1.2.3";

    private readonly TemporaryFolder folder = new();

    public PackageFeed()
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (string project in new[] { "src/RnnTrainer.Scoring", "src/RnnTrainer", "src/RnnTrainer.Reports", "templates" })
        {
            ChildProcess.DotNet(Repository.PathOf(project.Split('/')),
                "pack", "--no-build", "-c", configuration, "-o", PathOf("feed"), $"-p:MinVerVersionOverride={Version}").Succeeded();
        }
    }

    /// <summary>The full path of a file or folder beside the packages.</summary>
    public string PathOf(params string[] parts) => folder.PathOf(parts);

    /// <summary>Names of all files that were packed.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(PathOf("feed")).Select(file => Path.GetFileName(file));

    /// <summary>What is in a package: the files' names, but for those that every package has.</summary>
    public string[] Content(string file)
    {
        using ZipArchive package = Open(file);
        return [.. package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal)
            && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")];
    }

    /// <summary>The text of a file in a package.</summary>
    public string Text(string file, string name)
    {
        using ZipArchive package = Open(file);
        using StreamReader reader = new(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The elements of that name, in a package's description of itself.</summary>
    public XElement[] Metadata(string file, string element) =>
        [.. XDocument.Parse(Text(file, Content(file).Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal)))).Descendants()
            .Where(found => found.Name.LocalName == element)];

    // From the packages' folder, and all others from where the tests' own came from: those are raised a little (NU1603).
    private string RestoreProperties => $"""
        <RestorePackagesPath>{PathOf("packages")}</RestorePackagesPath>
        <RestoreFallbackFolders>{Path.GetFullPath(Path.Combine(LibTorchSharp.Package, "..", ".."))}</RestoreFallbackFolders>
        <RestoreSources>{PathOf("feed")}</RestoreSources>
        <NoWarn>$(NoWarn);NU1603</NoWarn>
        """;

    /// <summary>Makes a program by <c>dotnet new</c>, of a template that is installed for this folder alone, and runs it.</summary>
    /// <param name="template">The template's short name.</param>
    /// <param name="name">Of the program's folder.</param>
    public ChildProcess RunTemplate(string template, string name)
    {
        (string, string) home = ("DOTNET_CLI_HOME", PathOf("home"));
        if (!Directory.Exists(PathOf("home")))
            ChildProcess.DotNet(PathOf("feed"), ["new", "install", PathOf("feed", $"RnnTrainer.Templates.{Version}.nupkg")], home)
                .Succeeded();
        ChildProcess.DotNet(PathOf("feed"), ["new", template, "-o", PathOf(name)], home).Succeeded();
        folder.Write($"{name}/Directory.Build.props", $"<Project><PropertyGroup>{RestoreProperties}</PropertyGroup></Project>");
        return ChildProcess.DotNet(PathOf(name), "run");
    }

    /// <summary>Runs a program of one file, without a project, in a folder of its own, where it leaves all that its build makes.</summary>
    /// <param name="name">Of its folder.</param>
    /// <param name="program">Its source.</param>
    public ChildProcess RunFile(string name, string program) => DotNetFile(name, program, "run", "program.cs");

    /// <summary>Builds such a program as built/program.dll in its folder.</summary>
    /// <param name="name">Of its folder.</param>
    /// <param name="program">Its source.</param>
    public void BuildFile(string name, string program) => DotNetFile(name, program, "build", "program.cs", "-o", "built").Succeeded();

    private ChildProcess DotNetFile(string name, string program, params string[] arguments)
    {
        folder.Write($"{name}/Directory.Build.props", $"<Project><PropertyGroup>{RestoreProperties}</PropertyGroup></Project>");
        folder.Write($"{name}/program.cs", program);
        Directory.CreateDirectory(PathOf(name, "built"));
        return ChildProcess.DotNet(PathOf(name), arguments, ("XDG_DATA_HOME", PathOf(name, "built")));
    }

    /// <summary>
    /// Writes a program that uses the packages. It restores them from their folder and all others from where the tests' own came
    /// from, so without a network, and adds nothing there. Its output folder links to libtorch instead of copying it.
    /// </summary>
    /// <param name="name">Of its folder and its assembly.</param>
    /// <param name="references">Elements of its project file.</param>
    /// <param name="program">Its source.</param>
    public void WriteProgram(string name, string references, string program)
    {
        folder.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                {RestoreProperties}
                <CreateSymbolicLinksForCopyLocalIfPossible>true</CreateSymbolicLinksForCopyLocalIfPossible>
              </PropertyGroup>
              <ItemGroup>
            {references}
              </ItemGroup>
            </Project>
            """);
        folder.Write($"{name}/Program.cs", program);
    }

    public void Dispose() => folder.Dispose();

    private ZipArchive Open(string file) => ZipFile.OpenRead(PathOf("feed", file));
}
