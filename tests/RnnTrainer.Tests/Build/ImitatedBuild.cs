namespace RnnTrainer.Tests.Build;

/// <summary>
/// A project of two targets that do what the SDK does with a package's native file, name it and copy it, so that the build
/// step is tested without restoring and compiling anything.
/// </summary>
internal sealed class ImitatedBuild : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <param name="library">TorchSharp's native library.</param>
    /// <param name="destination">The folder of native files in the output folder.</param>
    /// <param name="backend">Whether there is a package with libtorch too.</param>
    public ImitatedBuild(byte[] library, string destination = "runtimes/linux-x64/native/", bool backend = true)
    {
        if (backend)
            folder.Write("cache/linux-x64/native/libtorch_cpu.so", "libtorch");
        Cached = folder.Write("cache/linux-x64/native/libLibTorchSharp.so", library);
        File.SetLastWriteTimeUtc(Cached, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Built = folder.PathOf("bin", destination, "libLibTorchSharp.so");
        string item = destination.Length == 0 ? "NativeCopyLocalItems" : "RuntimeTargetsCopyLocalItems";
        folder.Write("app.proj", $"""
            <Project>
              <PropertyGroup>
                <IntermediateOutputPath>obj/</IntermediateOutputPath>
                <OutDir>bin/</OutDir>
                <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
              </PropertyGroup>
              <Target Name="ResolvePackageAssets">
                <ItemGroup><{item} Include="cache/linux-x64/native/*.so" DestinationSubDirectory="{destination}" /></ItemGroup>
              </Target>
              <Target Name="CopyFilesToOutputDirectory" DependsOnTargets="ResolvePackageAssets">
                <Copy SourceFiles="@({item})" DestinationFiles="@({item}->'$(OutDir)%(DestinationSubDirectory)%(Filename)%(Extension)')"
                      SkipUnchangedFiles="true" UseHardlinksIfPossible="$(HardLinks)" />
              </Target>
              <Import Project="{Repository.PathOf("build", "buildTransitive", "RnnTrainer.targets")}" />
            </Project>
            """);
    }

    /// <summary>The file in the imitated package cache.</summary>
    public string Cached { get; }

    /// <summary>The file in the output folder.</summary>
    public string Built { get; }

    /// <summary>Builds, and returns the lines that this printed.</summary>
    public string[] Run(params string[] properties)
    {
        string[] arguments = ["msbuild", "app.proj", "-t:CopyFilesToOutputDirectory", "-nologo", "-v:m",
            .. properties.Select(p => $"-p:{p}")];
        return ChildProcess.DotNet(folder.FullPath, arguments).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Writes a file into the project's folder and returns its path.</summary>
    public string Write(string name, string content) => folder.Write(name, content);

    public void Dispose() => folder.Dispose();
}
