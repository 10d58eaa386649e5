using RnnTrainer.Engines;
using RnnTrainer.Exchange.Torch;
using RnnTrainer.Kernels;
using RnnTrainer.Ranks;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Training;

/// <summary>Which engine trains: the one that the options name, on the device that the MLContext asks for.</summary>
/// <param name="options">Its engine and threads.</param>
/// <param name="gpu">What the MLContext asks for.</param>
/// <param name="context">Logs that a requested GPU does not exist.</param>
/// <param name="ranks">The processes that train together.</param>
internal sealed class EngineChoice(RnnOptions options, GpuRequest gpu, RunContext context, RankGroup ranks) : IDisposable
{
    private readonly int? gpuId = options.Engine == RnnEngine.Kernels ? null : gpu.DeviceId;
    private Task loading = Task.CompletedTask;

    /// <summary>
    /// Where libtorch will be needed, begins to load it on another thread: that takes a while, and reading does not need it.
    /// </summary>
    public void Prepare()
    {
        if (options.Engine == RnnEngine.Torch || gpuId is not null)
            loading = NativeBackend.BeginLoad();
    }

    /// <summary>Waits for what was begun, so that the process can exit after a run that failed early.</summary>
    public void Dispose() => loading.Wait();

    /// <summary>The engine.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="settings">How rows become a loss.</param>
    /// <exception cref="RnnNativeBackendException">libtorch is needed and does not load.</exception>
    /// <exception cref="InvalidOperationException">The GPU does not exist, and the MLContext does not fall back to the CPU.</exception>
    public GradientEngine Create(FlatNetwork network, EngineSettings settings)
    {
        if (gpuId is { } id)
        {
            string? missing = WhyMissing(id);
            if (missing is null)
                return TorchEngine.OnGpu(network, settings, options.Threads ?? 1, id);
            if (!gpu.FallsBackToCpu)
            {
                throw new InvalidOperationException($"MLContext.GpuDeviceId is {id}, but {missing} "
                    + "Reference a CUDA backend of TorchSharp, set GpuDeviceId to null, or set MLContext.FallbackToCpu.");
            }
            context.Info($"MLContext.GpuDeviceId is {id}, but {missing} Training on the CPU.");
        }
        if (options.Engine != RnnEngine.Torch)
            return new KernelEngine(network, settings, options.Threads ?? Environment.ProcessorCount, RnnKernels.Best, ranks);
        NativeBackend.Load();
        return new TorchEngine(network, settings, options.Threads ?? 1);
    }

    // Without a backend too, the kernels can train.
    private string? WhyMissing(int id)
    {
        try
        {
            NativeBackend.Load();
        }
        catch (RnnNativeBackendException) when (gpu.FallsBackToCpu)
        {
            return "TorchSharp's native library does not load.";
        }
        return CudaDevice.WhyMissing(id);
    }
}
