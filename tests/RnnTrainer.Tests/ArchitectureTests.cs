using System.Text.RegularExpressions;

namespace RnnTrainer.Tests;

/// <summary>Which folder of the libraries may know which; the arrows point from the root inwards.</summary>
[TestClass]
public sealed partial class ArchitectureTests
{
    private static readonly string Scoring = Repository.PathOf("src", "RnnTrainer.Scoring"), Training = Repository.PathOf("src", "RnnTrainer");

    // Folder, in either library -> the folders that it may use. The root may use all.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Network"] = [],
        ["Files"] = [],
        ["Kernels"] = ["Network"],
        ["Model"] = ["Network", "Files"],
        ["Data"] = ["Network", "Model", "Files"],
        ["Onnx"] = ["Network", "Model"],
        ["Tasks"] = ["Network", "Kernels", "Data", "MLNet"],
        ["Scoring"] = ["Network", "Kernels", "Model", "Data", "Tasks"],
        ["Torch"] = ["Network"],
        ["Training"] = ["Network", "Files", "Kernels", "Model", "Data", "Tasks", "Scoring", "Torch"],
        ["MLNet"] = ["Files", "Model", "Data", "Onnx"],
    };

    [TestMethod]
    public void ArrowsPointInwards()
    {
        List<string> wrong = [];
        foreach ((string file, string folder, string text) in Sources())
        {
            foreach (Match use in Using().Matches(text))
            {
                string used = use.Groups[1].Value;
                if (used != folder && !Allowed[folder].Contains(used))
                    wrong.Add($"{file} uses RnnTrainer.{used}");
            }
        }
        Assert.IsEmpty(wrong);
    }

    [TestMethod]
    public void EveryFolderIsKnownAndIsItsNamespace()
    {
        foreach ((string file, string folder, string text) in Sources())
        {
            Assert.IsTrue(Allowed.ContainsKey(folder), $"{file}: give the folder {folder} its arrows in this test");
            if (Path.GetFileName(file) is not ("InternalAccess.cs" or "EarlierModels.cs")) // attributes of the assembly
                StringAssert.Contains(text, $"namespace RnnTrainer.{folder};", file);
        }
    }

    [TestMethod]
    public void OnlyTheTorchFolderAndItsEngineSayUsingTorchSharp()
    {
        string[] users = [.. Sources().Where(source => UsingTorch().IsMatch(source.Text))
            .Select(source => source.Folder == "Torch" ? source.Folder : Path.GetFileName(source.File)).Distinct()];
        CollectionAssert.AreEquivalent(new[] { "Torch", "TorchEngine.cs", "TorchLoss.cs" }, users);
        Assert.IsFalse(Directory.GetFiles(Training, "*.cs").Any(file => UsingTorch().IsMatch(File.ReadAllText(file))));
    }

    [TestMethod]
    public void ScoringKnowsNeitherTrainingNorTorchSharp()
    {
        string[] referenced = [.. typeof(RnnTransformer).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)];
        CollectionAssert.Contains(referenced, "Microsoft.ML.Core");
        Assert.IsEmpty(referenced.Where(name => name is "RnnTrainer" || name.Contains("Torch", StringComparison.OrdinalIgnoreCase)));
    }

    [TestMethod]
    public void NoTypeIsInBothLibraries()
    {
        string[] scoring = Types(typeof(RnnTransformer)), training = Types(typeof(RnnEstimator));
        CollectionAssert.Contains(scoring, "RnnTrainer.Kernels.RnnKernels");
        CollectionAssert.Contains(training, "RnnTrainer.Training.TrainingLoop");
        Assert.IsEmpty(scoring.Intersect(training));

        static string[] Types(Type one) => [.. one.Assembly.GetTypes().Select(type => type.FullName!).Where(name => name.StartsWith("RnnTrainer.", StringComparison.Ordinal))];
    }

    [TestMethod]
    public void NoSourceFileIsLong()
    {
        string[] longFiles = [.. new[] { "src", "tests", "benchmarks", "build" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && File.ReadAllLines(file).Length > 300)];
        Assert.IsEmpty(longFiles);
    }

    private static IEnumerable<(string File, string Folder, string Text)> Sources() =>
        new[] { Scoring, Training }.SelectMany(Directory.GetDirectories).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(file => (file, Path.GetFileName(folder), File.ReadAllText(file))));

    [GeneratedRegex(@"^using (?:static )?RnnTrainer\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^using (?:static )?TorchSharp", RegexOptions.Multiline)]
    private static partial Regex UsingTorch();
}
