using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>What is made of a row of a head's outputs.</summary>
internal static unsafe class HeadOutput
{
    /// <summary>The function that does it, in place.</summary>
    public static delegate*<Span<float>, void> Of(HeadKind kind) => kind switch
    {
        HeadKind.Softmax => &Softmax.Apply,
    };
}
