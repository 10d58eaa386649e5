using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace RnnTrainer.Benchmarks;

/// <summary>What figures depend on besides the program.</summary>
internal static partial class Machine
{
    /// <summary>The processor's name as it gives it.</summary>
    public static string Processor { get; } = ReadProcessor();

    /// <summary>The processor's name as part of a file name: "AMD EPYC 9R14" is "amd-epyc-9r14".</summary>
    public static string ProcessorFileName { get; } =
        NotFileName().Replace(Trademark().Replace(Processor, ""), "-").Trim('-').ToLowerInvariant();

    /// <summary>The table of everything that a reader needs to judge or repeat the measurement.</summary>
    /// <param name="block">Name of the block.</param>
    /// <param name="arguments">The program's arguments in this run.</param>
    public static string Table(string block, string arguments) => MarkdownTable.Block(block, ["Machine", ""],
    [
        ["Processor", $"{Processor}, {VectorBits} bit vectors"],
        ["Cores in use", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)],
        ["System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"],
        [".NET", RuntimeInformation.FrameworkDescription],
        ["Packages", $"Microsoft.ML {VersionOf(typeof(MLContext))}, TorchSharp {VersionOf(typeof(torch))} (libtorch "
            + $"{torch.__version__}), ONNX Runtime {OrtEnv.Instance().GetVersionString()}"],
        ["Date", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        ["Repeat with", $"`dotnet run -c Release --project benchmarks/RnnTrainer.Benchmarks -- {arguments}`"],
    ]);

    /// <summary>Width of the widest vectors that .NET uses here.</summary>
    public static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string ReadProcessor()
    {
        string? name = OperatingSystem.IsWindows() ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            : OperatingSystem.IsMacOS() ? Output("sysctl", "-n", "machdep.cpu.brand_string")
            : File.ReadLines("/proc/cpuinfo").FirstOrDefault(line =>
                line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1];
        return string.IsNullOrWhiteSpace(name) ? $"unnamed {RuntimeInformation.ProcessArchitecture}" : name.Trim();
    }

    private static string Output(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }

    [GeneratedRegex(@"\((R|TM)\)", RegexOptions.IgnoreCase)]
    private static partial Regex Trademark();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotFileName();
}
