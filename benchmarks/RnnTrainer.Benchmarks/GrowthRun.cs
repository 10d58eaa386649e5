using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>What one <c>Fit</c> took.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="Bytes">The process's largest memory, beyond what it had before.</param>
internal sealed record GrowthRun(double Seconds, long Bytes)
{
    private const int WarmUpRows = 2000;
    private const string Status = "/proc/self/status", ResetPeak = "/proc/self/clear_refs", Peak = "VmHWM:";

    /// <summary>Fits in this process, which has compiled everything before the clock starts.</summary>
    public static GrowthRun Measure(GrowthCase growth, int rows)
    {
        MLContext ml = new(1);
        Fit(ml, growth, WarmUpRows);
        GC.Collect();
        long before = PeakFromNow();
        long start = Stopwatch.GetTimestamp();
        Fit(ml, growth, rows);
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, PeakBytes() - before);
    }

    /// <summary>Fits in a process of its own.</summary>
    public static GrowthRun InChild(GrowthCase growth, int rows) => JsonSerializer.Deserialize<GrowthRun>(ChildProcess.Run(
        ChildProcess.Self, [GrowthRunCommand.Name, growth.Name, rows.ToString(CultureInfo.InvariantCulture)]))!;

    public string ToJson() => JsonSerializer.Serialize(this);

    private static void Fit(MLContext ml, GrowthCase growth, int rows) =>
        new RnnEstimator(ml, growth.Options).Fit(growth.View(ml, rows));

    // Where the system cannot forget a peak, the process's peak is still that of the larger Fit, which comes second.
    private static long PeakFromNow()
    {
        if (OperatingSystem.IsLinux())
            File.WriteAllText(ResetPeak, "5");
        return PeakBytes();
    }

    private static long PeakBytes()
    {
        if (OperatingSystem.IsLinux())
        {
            string line = File.ReadLines(Status).First(text => text.StartsWith(Peak, StringComparison.Ordinal));
            return 1024 * long.Parse(line[Peak.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
