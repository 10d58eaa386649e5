using System.Runtime.InteropServices;
using TorchSharp;

namespace RnnTrainer.Exchange.Torch;

/// <summary>The GPUs that libtorch sees.</summary>
internal static class CudaDevice
{
    /// <summary>Why a CUDA device cannot be computed on, in a sentence; null: it can.</summary>
    /// <param name="id">Its number, from 0.</param>
    public static string? WhyMissing(int id)
    {
        try
        {
            if (!torch.cuda.is_available())
                return "CUDA is not available.";
            int devices = torch.cuda.device_count();
            return id < devices ? null : $"there are {devices} CUDA devices.";
        }
        catch (Exception exception) when (exception is NotSupportedException or DllNotFoundException
            or TypeInitializationException or ExternalException)
        {
            return "CUDA is not available.";
        }
    }
}
