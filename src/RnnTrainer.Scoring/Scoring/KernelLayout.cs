using RnnTrainer.Kernels;
using RnnTrainer.Model;

namespace RnnTrainer.Scoring;

/// <summary>A network's shape as the kernels see it.</summary>
internal static class KernelLayout
{
    public static RnnLayout Of(RnnShape shape, int lanes) => new(
        shape.Cell, shape.Activation, shape.InputSize, shape.HiddenSize, shape.Layers, shape.Bidirectional, shape.Pooling, shape.ClassCount, lanes);
}
