using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnTrainer.Tests.Documents;

/// <summary>The examples in the XML documentation: every type that one starts from has one, and all of them compile.</summary>
[TestClass]
public sealed class XmlExampleTests
{
    private static readonly Assembly[] Libraries =
        [typeof(RnnEstimator).Assembly, typeof(RnnTransformer).Assembly, typeof(RnnForecastReport).Assembly];

    // What a program names first: estimators, what they learn, engines, streams and options; static classes are catalogs' methods.
    private static readonly string[] Beginnings =
        ["Estimator", "Transformer", "Engine", "Scorer", "Options", "Model", "Layer", "Search", "Loss", "Weights",
            "Checkpoints", "Stopping"];

    // Named by others' properties and results, never by a program that starts.
    private static readonly string[] Others = [nameof(RnnLayer), nameof(RnnEngine), nameof(RnnMetric)];

    /// <summary>Before each example: what the surrounding program has at hand.</summary>
    private const string Preamble = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using RnnTrainer;

        static class Surroundings
        {
            static readonly MLContext ml = new();
            static readonly IDataView data = null!, rows = null!, train = null!, validation = null!, test = null!, scored = null!;
            static readonly RnnOptions options = new();
            static readonly RnnTransformer network = null!;
            static readonly RnnForecastTransformer forecaster = null!;
            static readonly ITransformer model = null!;
            static readonly float[] reading = [], sequence = [];
            static readonly float[][] readings = [];

            static void Example()
            {
        """;

    private const string End = """

            }
        }

        class ShopDay
        {
            public string Shop { get; set; } = "";

            public float Sales { get; set; }
        }
        """;

    [TestMethod]
    public void EveryTypeThatOneStartsFromHasAnExample()
    {
        HashSet<string> shown = [.. Examples().Select(example => example.Member.Split('(')[0])];
        string[] missing =
        [
            .. from library in Libraries
               from type in library.GetExportedTypes()
               where IsBeginning(type) && !shown.Any(member =>
                   member == $"T:{type.FullName}" || member.StartsWith($"M:{type.FullName}.", StringComparison.Ordinal))
               select type.FullName,
        ];
        Assert.IsEmpty(missing, $"Add an <example> with <code> to the documentation of {string.Join(", ", missing)}.");
    }

    [TestMethod]
    public void EveryExampleCompiles()
    {
        MetadataReference[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("RnnTrainer.Tests", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];
        CSharpCompilationOptions options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        List<string> errors = [];
        int count = 0;
        foreach ((string member, string code) in Examples())
        {
            CSharpCompilation compilation = CSharpCompilation.Create(
                "example", [CSharpSyntaxTree.ParseText($"{Preamble}\n{code}\n{End}")], references, options);
            errors.AddRange(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => $"{member}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
            count++;
        }
        Assert.IsGreaterThan(40, count);
        Assert.IsEmpty(errors, string.Join('\n', errors));
    }

    private static bool IsBeginning(Type type) => !Others.Contains(type.Name)
        && (type is { IsAbstract: true, IsSealed: true, IsEnum: false }
            || Beginnings.Any(end => type.Name.Split('`')[0].EndsWith(end, StringComparison.Ordinal)));

    private static IEnumerable<(string Member, string Code)> Examples() =>
        from library in Libraries
        from member in XDocument.Load(Path.ChangeExtension(library.Location, "xml")).Descendants("member")
        from code in member.Descendants("example").Descendants("code")
        select (member.Attribute("name")!.Value, code.Value);
}
