using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;

namespace RnnTrainer.NetworkReports;

/// <summary>The versions of what makes a report.</summary>
internal static class Versions
{
    /// <summary>Names and versions.</summary>
    public static IReadOnlyList<(string Name, string Version)> All { get; } =
    [
        ("RnnTrainer", Of(typeof(RnnTransformer))), ("ML.NET", Of(typeof(MLContext))), (".NET", $"{Environment.Version}"),
        ("System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors"),
    ];

    private static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
