using System.Runtime.InteropServices;
using RnnTrainer.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Training;

/// <summary>
/// The TorchSharp network in training: its parameters and their gradients are views of two flat tensors, which the engines
/// and the optimizer see as spans.
/// </summary>
internal sealed class FlatNetwork : IDisposable
{
    private readonly float[] parameterValues, gradientValues; // on the CPU the tensors' own memory
    private readonly Tensor parameters;                       // [parameters]
    private readonly Tensor gradient;                         // [parameters]

    public FlatNetwork(NetworkSpec spec, ReadOnlySpan<float> initial, float dropout = 0, Device? device = null)
    {
        Spec = spec;
        Device = device ?? CPU;
        Module = new RnnNetwork(spec, dropout);
        Dropout = dropout;
        Module.to(Device);
        parameterValues = initial.ToArray();
        gradientValues = new float[spec.ParameterCount];
        parameters = OnDevice(parameterValues);
        gradient = OnDevice(gradientValues);
        foreach ((Tensor parameter, Range place) in Module.PlacedParameters())
        {
            using Tensor value = View(parameters, place, parameter.shape), slope = View(gradient, place, parameter.shape);
            using (no_grad())
                parameter.set_(value);
            parameter.grad = slope;
        }
    }

    public NetworkSpec Spec { get; }

    /// <summary>The share of values that dropout sets to zero while training.</summary>
    public float Dropout { get; }

    /// <summary>Where the tensors are; the spans below exist on the CPU only.</summary>
    public Device Device { get; }

    public RnnNetwork Module { get; }

    /// <summary>The flat parameter vector, in <see cref="ParameterLayout"/>'s order; writing to it changes the network.</summary>
    public Span<float> Parameters => parameterValues;

    /// <summary>The flat gradient of the last batch's loss.</summary>
    public Span<float> Gradient => gradientValues;

    /// <summary>Sets every element of the gradient to zero.</summary>
    public void ClearGradient()
    {
        using (no_grad())
            gradient.zero_();
    }

    /// <summary>Takes over the parameters of a network on another device.</summary>
    public void CopyParametersFrom(FlatNetwork other)
    {
        using (no_grad())
            parameters.copy_(other.parameters);
    }

    /// <summary>Takes over the gradient of a network on another device.</summary>
    public void CopyGradientFrom(FlatNetwork other)
    {
        using (no_grad())
            gradient.copy_(other.gradient);
    }

    public void Dispose()
    {
        Module.Dispose();
        parameters.Dispose();
        gradient.Dispose();
    }

    /// <summary>The memory of a contiguous tensor on the CPU.</summary>
    public static Span<T> Values<T>(Tensor contiguous) where T : unmanaged => MemoryMarshal.Cast<byte, T>(contiguous.bytes);

    // The tensor shares the array's memory and keeps it where it is; another device gets a copy.
    private Tensor OnDevice(float[] values)
    {
        Tensor shared = frombuffer(values, ScalarType.Float32);
        if (Device.type == DeviceType.CPU)
            return shared;
        using (shared)
            return shared.to(Device);
    }

    private static Tensor View(Tensor flat, Range place, long[] shape)
    {
        using Tensor part = flat.narrow(0, place.Start.Value, place.End.Value - place.Start.Value);
        return part.view(shape);
    }
}
