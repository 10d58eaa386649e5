namespace RnnTrainer.Kernels;

/// <summary>The width of vector instructions that a kernel is compiled for.</summary>
internal enum KernelLevel
{
    /// <summary>One number at a time.</summary>
    Scalar,

    /// <summary>128 bits: SSE, Arm AdvSimd.</summary>
    Vector128,

    /// <summary>256 bits: AVX2 with FMA.</summary>
    Vector256,

    /// <summary>512 bits: AVX-512.</summary>
    Vector512,
}
