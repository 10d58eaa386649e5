namespace RnnTrainer;

/// <summary>The engine that computes the loss of a batch and its gradient.</summary>
public enum RnnEngine
{
    /// <summary>The fastest one available: the CPU kernels, or libtorch where <c>MLContext.GpuDeviceId</c> selects a GPU.</summary>
    Auto,

    /// <summary>This library's fused vector code on the CPU; needs no libtorch.</summary>
    Kernels,

    /// <summary>
    /// libtorch's recurrent layers and autograd, on the CPU or a GPU; the kernels are tested against it. Needs a native backend of
    /// TorchSharp, such as the package TorchSharp-cpu.
    /// </summary>
    Torch,
}
