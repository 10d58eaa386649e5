using RnnTrainer.Kernels;
using TorchSharp;

namespace RnnTrainer.Training;

/// <summary>Which engine trains: the one that the options name, on the device that the MLContext asks for.</summary>
internal static class EngineChoice
{
    /// <param name="options">Its engine and threads.</param>
    /// <param name="gpu">What the MLContext asks for.</param>
    /// <param name="network">The network to train.</param>
    /// <param name="settings">How rows become a loss.</param>
    /// <param name="log">Told when there is no GPU though one is asked for.</param>
    /// <exception cref="InvalidOperationException">There is no such GPU, and the MLContext does not fall back to the CPU.</exception>
    public static GradientEngine Create(RnnOptions options, GpuWish gpu, FlatNetwork network, EngineSettings settings, Action<string> log)
    {
        if (gpu.DeviceId is { } id && options.Engine != RnnEngine.Kernels)
        {
            string? missing = WhyMissing(id);
            if (missing is null)
                return new TorchEngine(network, settings, options.Threads ?? 1, new torch.Device(DeviceType.CUDA, id));
            if (!gpu.FallsBackToCpu)
                throw new InvalidOperationException($"MLContext.GpuDeviceId is {id}, but {missing} Reference a CUDA backend of TorchSharp, set GpuDeviceId to null, or set MLContext.FallbackToCpu.");
            log($"MLContext.GpuDeviceId is {id}, but {missing} Training on the CPU.");
        }
        return options.Engine == RnnEngine.Torch
            ? new TorchEngine(network, settings, options.Threads ?? 1)
            : new KernelEngine(network, settings, options.Threads ?? Environment.ProcessorCount, RnnKernels.Best);
    }

    private static string? WhyMissing(int id)
    {
        try
        {
            if (!torch.cuda.is_available())
                return "CUDA is not available.";
            int devices = torch.cuda.device_count();
            return id < devices ? null : $"there are {devices} CUDA devices.";
        }
        catch (Exception exception) when (exception is NotSupportedException or DllNotFoundException or TypeInitializationException or System.Runtime.InteropServices.ExternalException)
        {
            return "CUDA is not available.";
        }
    }
}
