namespace RnnTrainer.Tests.Build;

/// <summary>Languages without <see langword="with"/> vary a preset through its copying constructor.</summary>
[TestClass]
public sealed class OtherLanguagesTests
{
    private const string Expected = "2, 64, 0.004, 2 steps";

    [TestMethod]
    public void FSharpVariesAPreset() => Assert.AreEqual(Expected, BuildAndRun("fsproj", "Program.fs", """
        open System.Globalization
        open RnnTrainer

        let mutable steps = 0L
        let options =
            RnnOptions(RnnOptions.Lstm, Epochs = 2, HiddenSize = 64, EarlyStopping = RnnEarlyStopping(Patience = 3),
                       Progress = fun report -> steps <- report.Step)
        if options.Progress = null || options.MinSteps.HasValue || options.Cell <> RnnCell.Lstm then failwith "not as set"
        let rate = options.LearningRate.ToString(CultureInfo.InvariantCulture)
        printfn "%d, %d, %s, %d steps" options.Epochs.Value options.HiddenSize rate (int64 options.Layers * 2L + steps)
        """));

    [TestMethod]
    public void VisualBasicVariesAPreset() => Assert.AreEqual(Expected, BuildAndRun("vbproj", "Program.vb", """
        Imports System.Globalization
        Imports RnnTrainer

        Module Program
            Sub Main()
                Dim steps As Long = 2
                Dim options As New RnnOptions(RnnOptions.Lstm) With {
                    .Epochs = 2, .HiddenSize = 64, .Progress = Sub(report) steps = report.Step}
                If options.MinSteps.HasValue OrElse options.Cell <> RnnCell.Lstm Then Throw New System.Exception("not as set")
                Dim rate = options.LearningRate.ToString(CultureInfo.InvariantCulture)
                System.Console.WriteLine($"{options.Epochs.Value}, {options.HiddenSize}, {rate}, {steps} steps")
            End Sub
        End Module
        """));

    // Without a network: the only package is FSharp.Core, which the SDK brings.
    private static string BuildAndRun(string project, string source, string program)
    {
        using TemporaryFolder folder = new();
        folder.Write("nuget.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        folder.Write(source, program);
        string[] names = ["RnnTrainer", "RnnTrainer.Scoring", "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView"];
        string[] references = [.. names.Select(name => $"""<Reference Include="{Path.Combine(AppContext.BaseDirectory, name)}.dll" />""")];
        string compile = project == "fsproj" ? $"""<Compile Include="{source}" />""" : "";
        folder.Write($"varied.{project}", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RootNamespace></RootNamespace>
                <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
              </PropertyGroup>
              <ItemGroup>{string.Concat(references)}{compile}</ItemGroup>
            </Project>
            """);
        ChildProcess.DotNet(folder.FullPath, "build", "-warnaserror", "-o", "out").Succeeded();
        return ChildProcess.DotNet(folder.FullPath, folder.PathOf("out", "varied.dll")).Succeeded().Output.Trim();
    }
}
