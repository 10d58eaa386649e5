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

    // What is found in results, never created or called first.
    private static readonly Type[] Results =
        [typeof(RnnEpoch), typeof(RnnImportanceItem), typeof(RnnLayer), typeof(RnnProgress), typeof(RnnSearchRun)];

    // What another type's method returns, but a program works with from then on.
    private static readonly Type[] Returned =
        [typeof(RnnTransformer), typeof(RnnForecastTransformer), typeof(RnnForecastEngine<>), typeof(RnnStreamScorer), typeof(RnnModel),
            typeof(RnnImportance), typeof(RnnTrainerEstimator), typeof(CalendarFeaturesTransformer), typeof(CalendarFeaturesEstimator),
            typeof(ReshapeTransformer), typeof(ReshapeEstimator), typeof(SequenceGroupingTransformer), typeof(SequenceGroupingEstimator),
            typeof(SequenceWindowTransformer), typeof(SequenceWindowEstimator)];

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

    // Static classes, what can be constructed or made by a static method or property of its own, and what is returned to be worked with.
    private static bool IsBeginning(Type type) => Returned.Contains(type)
        || (!type.IsEnum && !type.IsSubclassOf(typeof(Exception)) && !Results.Contains(type)
            && (type is { IsAbstract: true, IsSealed: true } || (!type.IsAbstract && (type.GetConstructors().Length > 0
                || type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                    .Any(member => member is MethodInfo { IsSpecialName: false } method && method.ReturnType == type)))));

    private static IEnumerable<(string Member, string Code)> Examples() =>
        from library in Libraries
        from member in XDocument.Load(Path.ChangeExtension(library.Location, "xml")).Descendants("member")
        from code in member.Descendants("example").Descendants("code")
        select (member.Attribute("name")!.Value, code.Value);
}
