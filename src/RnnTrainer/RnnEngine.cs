namespace RnnTrainer;

/// <summary>What computes the loss of a batch and its gradient.</summary>
public enum RnnEngine
{
    /// <summary>
    /// The fastest that can: the kernels on a CPU, libtorch where <c>MLContext.GpuDeviceId</c> asks for a GPU.
    /// </summary>
    Auto,

    /// <summary>Fused vector code of this library, on the CPU; needs no libtorch.</summary>
    Kernels,

    /// <summary>
    /// libtorch's recurrent layer and autograd, on the CPU or the GPU: the definition that the kernels are tested against. Needs a
    /// native backend of TorchSharp, such as the package TorchSharp-cpu.
    /// </summary>
    Torch,
}
