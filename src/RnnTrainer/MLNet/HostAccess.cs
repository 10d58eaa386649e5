using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace RnnTrainer.MLNet;

/// <summary>What the trainer reads from, and reports to, its ML.NET context.</summary>
internal static class HostAccess
{
    /// <summary>The seed that the MLContext was made with, if any.</summary>
    public static int? SeedOf(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.Seed;

    /// <summary>The GPU that the MLContext asks for, if any.</summary>
    public static int? GpuDeviceIdOf(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.GpuDeviceId;

    /// <summary>Whether the MLContext would rather compute on the CPU than fail when there is no GPU.</summary>
    public static bool FallsBackToCpu(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.FallbackToCpu ?? true;

    /// <summary>How ML.NET should feed the trainer: it wants scaled features, and no cache, as it reads the data once.</summary>
    public static TrainerInfo TrainerInfo { get; } = new(normalization: true, calibration: false, caching: false);

    public static void LogInfo(IChannel channel, string message) => channel.Info(message);

    public static void LogWarning(IChannel channel, string message) => channel.Warning(message);
}
