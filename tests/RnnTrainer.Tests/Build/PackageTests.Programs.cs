using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using RnnTrainer.Tests.Samples;

namespace RnnTrainer.Tests.Build;

// The programs in the packages' texts, as a user would make them: one trains and saves, another only loads and predicts.
public sealed partial class PackageTests
{
    // A trainer, ML.NET, TorchSharp's managed code and its own native library; libtorch would make it half a gigabyte.
    private const long LargestProgram = 20_000_000;

    [TestMethod]
    public void TheProgramsInThePackagesTextsTrainSaveLoadAndPredict()
    {
        string trained = BuildAndRun("trains", "RnnTrainer", Trainer);
        string accuracy = Regex.Match(trained, @"^accuracy (\d\.\d\d)$").Groups[1].Value;
        Assert.IsInRange(0.9, 1.0, double.Parse(accuracy, CultureInfo.InvariantCulture), trained);

        Directory.CreateDirectory(Packages.PathOf("predicts"));
        File.Move(Packages.PathOf("trains", "model.zip"), Packages.PathOf("predicts", "model.zip"));
        string predicted = BuildAndRun("predicts", "RnnTrainer.Scoring", Scoring);
        StringAssert.Matches(predicted, RisingSurely());
        AssertNothingOfTorch(Packages.PathOf("predicts", "bin"));
        AssertSmall("trains");
    }

    [TestMethod]
    public void TheProgramInTheTextOfReportsWritesOne()
    {
        string folder = Directory.CreateDirectory(Packages.PathOf("reports")).FullName, csv = Path.Combine(folder, "sales.csv");
        File.WriteAllLines(csv, ["Day,Sales", .. Enumerable.Range(0, 60).Select(day =>
            $"{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{100 + day % 7}")]);
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromTextFile(csv, [new("Day", DataKind.DateTime, 0), new("Sales", DataKind.Single, 1)], ',', true);
        RnnForecastOptions brief = new() { Training = RnnOptions.Forecast with { Epochs = 1 } };
        RnnForecastTransformer network = ml.Forecasting.ForecastByRnn("Sales", horizon: 7, season: 7, options: brief).Fit(rows);
        ml.Model.Save(network, rows.Schema, Path.Combine(folder, "sales.zip"));

        Assert.AreEqual("sales.html", BuildAndRun("reports", "RnnTrainer.Reports", Reports));
        ReportFile page = new(Path.Combine(folder, "sales.html"));
        page.AssertWhole();
        Assert.AreEqual("2024-03-01", page.Rows("series-1")[0][0]);
        AssertNothingOfTorch(Path.Combine(folder, "bin"));
    }

    [TestMethod]
    public void TheProgramRunsAsOneFileWithoutAProject()
    {
        RequireLinux(); // elsewhere the build's outputs lie outside the test's folder

        string program = Packages.Text(Trainer, "examples/first-network.cs"), text = Packages.Text(Trainer, "README.md");
        string directives = Directives().Match(text).Groups[1].Value, shown = Example().Match(text).Groups[1].Value;
        Assert.AreEqual($"{directives}\n\n{shown}\n", program);

        string output = Packages.RunFile("file", program).Succeeded().Output.Trim();
        StringAssert.Matches(output, new Regex(@"^accuracy (0\.9\d|1\.00)$"));
        Assert.IsTrue(File.Exists(Packages.PathOf("file", "model.zip")));
    }

    // As someone with nothing but a new console project does it.
    private static string BuildAndRun(string name, string library, string package)
    {
        Packages.WriteProgram(name, "", Example().Match(Packages.Text(package, "README.md")).Groups[1].Value);
        ChildProcess.DotNet(Packages.PathOf(name), "add", "package", library, "--version", PackageFeed.Version).Succeeded();
        ChildProcess build = ChildProcess.DotNet(Packages.PathOf(name), "build", "-warnaserror").Succeeded();
        Assert.DoesNotContain("RnnTrainer:", build.Output, "the step for older Linux has nothing to do where there is no libtorch");
        return ChildProcess.DotNet(Packages.PathOf(name), Path.Combine("bin", "Debug", "net10.0", $"{name}.dll")).Succeeded().Output.Trim();
    }

    private static void AssertNothingOfTorch(string output)
    {
        string[] files = [.. Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))];
        CollectionAssert.Contains(files, "RnnTrainer.Scoring.dll");
        Assert.IsEmpty(files.Where(file => file is "RnnTrainer.dll" || file.Contains("torch", StringComparison.OrdinalIgnoreCase)));
    }

    private static void AssertSmall(string program)
    {
        string output = Packages.PathOf(program, "published"), runtime = RuntimeInformation.RuntimeIdentifier;
        ChildProcess.DotNet(Packages.PathOf(program), "publish", "-r", runtime, "--self-contained", "false", "-o", output).Succeeded();
        long size = new DirectoryInfo(output).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A program that trains, published for {runtime}: {size / 1e6:0.0} MB."));
        Assert.IsLessThan(LargestProgram, size);
    }

    [GeneratedRegex(@"^rises \((0\.[5-9]\d|1\.00)\)$")]
    private static partial Regex RisingSurely();

    [GeneratedRegex(@"```text\n(#:.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Directives();

    [GeneratedRegex(@"```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
