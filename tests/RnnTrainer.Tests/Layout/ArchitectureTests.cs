using System.Reflection;
using System.Text.RegularExpressions;
using RnnTrainer.Pages;

namespace RnnTrainer.Tests.Layout;

/// <summary>
/// Which folder of the libraries knows which, as docs/architecture.md says: read from the compiled assemblies, so that neither a
/// missing <c>using</c> nor the common parent namespace hides anything.
/// </summary>
[TestClass]
public sealed partial class ArchitectureTests
{
    private const string Root = nameof(RnnTrainer);

    private static readonly Assembly[] Libraries =
        [typeof(RnnTransformer).Assembly, typeof(RnnEstimator).Assembly, typeof(HtmlPage).Assembly];

    private static readonly string[] LibraryFolders = ["src/RnnTrainer.Scoring", "src/RnnTrainer", "src/RnnTrainer.Reports"];

    // Folder -> the folders that it uses.
    private static readonly IReadOnlyDictionary<string, string[]> Documented =
        Row().Matches(File.ReadAllText(Repository.PathOf("docs", "architecture.md"))).ToDictionary(row => row.Groups[1].Value,
            row => Name().Matches(row.Groups[2].Value).Select(name => name.Groups[1].Value).ToArray());

    [TestMethod]
    public void FoldersUseOneAnotherAsTheDocumentSays()
    {
        IEnumerable<IGrouping<string, string>> compiled =
            from pair in Libraries.SelectMany(Uses)
            where Folder(pair.From).Length > 0 && Folder(pair.To).Length > 0 && Folder(pair.From) != Folder(pair.To)
            group $"{pair.From.Name} uses {pair.To.Name}" by $"{Folder(pair.From)} -> {Folder(pair.To)}";
        string[] documented = [.. Documented.SelectMany(row => row.Value.Select(used => $"{row.Key} -> {used}"))];
        string[] others = [.. compiled.Where(arrow => !documented.Contains(arrow.Key))
            .Select(arrow => $"{arrow.Key}: {string.Join(", ", arrow)}")];
        Assert.IsEmpty(others, string.Join("; ", others));
        Assert.IsEmpty(documented.Except(compiled.Select(arrow => arrow.Key)), "documented, but nothing compiled needs it");
        IEnumerable<string> all = Libraries.SelectMany(library => library.GetTypes()).Select(Folder);
        string[] folders = [.. all.Where(folder => folder.Length > 0).Distinct()];
        CollectionAssert.AreEquivalent(Documented.Keys.ToArray(), folders);
    }

    [TestMethod]
    public void NoArrowOfTheDocumentLeadsBack()
    {
        foreach (string folder in Documented.Keys)
            Assert.DoesNotContain(folder, Reachable(folder, from => Documented[from]));
    }

    /// <summary>What users may name is used everywhere, and uses folders itself: each such type is a place of its own.</summary>
    [TestMethod]
    public void NoFolderReachesItselfThroughTheRoot()
    {
        foreach (Assembly library in Libraries)
        {
            ILookup<string, string> arrows = Uses(library).Select(pair => (From: Place(pair.From), To: Place(pair.To)))
                .Where(arrow => arrow.From != arrow.To).Distinct().ToLookup(arrow => arrow.From, arrow => arrow.To);
            foreach (string folder in arrows.Select(from => from.Key).Where(Documented.ContainsKey))
            {
                string[] back = [.. Reachable(folder, from => arrows[from]).Where(place => arrows[place].Contains(folder))];
                Assert.IsEmpty(back, $"{folder} reaches itself through {string.Join(", ", back)} in {library.GetName().Name}");
            }
        }

        static string Place(Type type) => Folder(type) is { Length: > 0 } folder ? folder : type.Name;
    }

    [TestMethod]
    public void EveryFileIsInTheFolderOfItsNamespace()
    {
        foreach (string library in LibraryFolders.Select(path => Repository.PathOf(path.Split('/'))))
        {
            foreach (string file in Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories))
            {
                string folder = Path.GetRelativePath(library, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '/');
                if (folder is "." || folder.Split('/')[0] is "bin" or "obj")
                    continue;
                string text = File.ReadAllText(file);
                string known = Documented.Keys.Single(key => folder == key || key == "Kernels" && folder.StartsWith("Kernels/"));
                if (Namespace().Match(text) is { Success: true } found && found.Groups[1].Value.StartsWith(Root)) // not attributes
                {
                    string expected = Public().IsMatch(text) ? Root : $"{Root}.{known.Replace('/', '.')}";
                    Assert.AreEqual(expected, found.Groups[1].Value, file);
                }
            }
        }
    }

    [TestMethod]
    public void OnlyTheEnginesAndTheExchangeWithTorchUseTorchSharp()
    {
        string[] users = [.. Libraries.SelectMany(TypeReferences.In).Where(pair => pair.To.Assembly.GetName().Name == nameof(TorchSharp))
            .Select(pair => Folder(pair.From) is { Length: > 0 } folder ? folder : pair.From.Name).Distinct()];
        CollectionAssert.AreEquivalent(new[] { "Engines", "Exchange/Torch", nameof(RnnTorchExport) }, users);
    }

    [TestMethod]
    public void ScoringKnowsNeitherTrainingNorTorchSharp()
    {
        string[] referenced = [.. typeof(RnnTransformer).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)];
        CollectionAssert.Contains(referenced, "Microsoft.ML.Core");
        Assert.IsEmpty(referenced.Where(name => name is "RnnTrainer" || name.Contains("Torch", StringComparison.OrdinalIgnoreCase)));
    }

    [TestMethod]
    public void ReportsKnowNothingOfTraining() => Assert.IsEmpty(
        typeof(HtmlPage).Assembly.GetReferencedAssemblies().Where(assembly => assembly.Name is "RnnTrainer"));

    [TestMethod]
    public void NoTypeIsInTwoLibraries()
    {
        string[] types = [.. Libraries.SelectMany(library => library.GetTypes()).Where(IsOurs).Select(type => type.FullName!)];
        foreach (string known in (string[])["Kernels.RnnKernels", "Training.TrainingLoop", "Pages.HtmlPage"])
            CollectionAssert.Contains(types, $"RnnTrainer.{known}");
        CollectionAssert.AllItemsAreUnique(types);
    }

    [TestMethod]
    public void NoSourceFileIsLong() =>
        Assert.IsEmpty(SourceFiles("src", "tests", "benchmarks", "build").Where(file => File.ReadAllLines(file).Length > 300));

    [TestMethod]
    public void NoLineIsLong() => Assert.IsEmpty(SourceFiles("src", "tests", "benchmarks", "build", "examples", "templates")
        .SelectMany(file => File.ReadLines(file).Where(line => line.Length > 140).Select(line => $"{file}: {line}")));

    private static IEnumerable<string> SourceFiles(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder.Split('/')), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    // Neither generated code nor the attributes that the compiler adds.
    private static IEnumerable<(Type From, Type To)> Uses(Assembly library) =>
        TypeReferences.In(library).Where(pair => IsOurs(pair.From) && IsOurs(pair.To));

    private static bool IsOurs(Type type) => Libraries.Contains(type.Assembly) && type.Namespace?.Split('.')[0] == Root;

    // The root is "".
    private static string Folder(Type type) =>
        !IsOurs(type) || type.Namespace == Root ? "" : type.Namespace![(Root.Length + 1)..].Replace('.', '/');

    // All that arrows lead to from a place; the place itself only where they lead back.
    private static HashSet<string> Reachable(string start, Func<string, IEnumerable<string>> from)
    {
        HashSet<string> reached = [];
        Stack<string> open = new([start]);
        while (open.TryPop(out string? place))
        {
            foreach (string next in from(place).Where(reached.Add))
                open.Push(next);
        }
        return reached;
    }

    [GeneratedRegex(@"^\| `([\w/]+)/` \|.*\|([^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([\\w/]+)/`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("^public ", RegexOptions.Multiline)]
    private static partial Regex Public();
}
