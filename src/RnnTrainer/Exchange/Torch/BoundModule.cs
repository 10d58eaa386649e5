using RnnTrainer.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Exchange.Torch;

/// <summary>
/// A network as a module whose parameters and gradients are views of two flat tensors. On the CPU these are the network's own
/// memory, so that nothing is copied; another device has copies of both.
/// </summary>
internal sealed class BoundModule : IDisposable
{
    private readonly Tensor hostParameters, hostGradient; // [parameters], the network's own memory
    private readonly Tensor parameters, gradient;         // [parameters], on the device

    /// <param name="spec">The network.</param>
    /// <param name="dropout">The share of values that dropout sets to zero while training.</param>
    /// <param name="parameterValues">[parameters], kept where it is until this is disposed.</param>
    /// <param name="gradientValues">[parameters], likewise.</param>
    /// <param name="device">Where the copies are to be, which may be the CPU too; null: no copies.</param>
    public BoundModule(NetworkSpec spec, float dropout, float[] parameterValues, float[] gradientValues, Device? device)
    {
        Device = device ?? CPU;
        Module = new RnnModule(spec, dropout);
        Module.to(Device);
        hostParameters = frombuffer(parameterValues, ScalarType.Float32).DetachFromDisposeScope();
        hostGradient = frombuffer(gradientValues, ScalarType.Float32).DetachFromDisposeScope();
        parameters = device is null ? hostParameters : hostParameters.to(device, copy: true).DetachFromDisposeScope();
        gradient = device is null ? hostGradient : hostGradient.to(device, copy: true).DetachFromDisposeScope();
        foreach ((Tensor parameter, Range place) in Module.PlacedParameters())
        {
            using Tensor value = View(parameters, place, parameter.shape), slope = View(gradient, place, parameter.shape);
            using (no_grad())
                parameter.set_(value);
            parameter.grad = slope;
        }
    }

    /// <summary>Where the module computes.</summary>
    public Device Device { get; }

    public RnnModule Module { get; }

    private bool IsCopy => !ReferenceEquals(parameters, hostParameters);

    /// <summary>Gets the network's parameters, and sets the gradient to zero.</summary>
    public void Begin()
    {
        using (no_grad())
        {
            if (IsCopy)
                parameters.copy_(hostParameters);
            gradient.zero_();
        }
    }

    /// <summary>Gives the gradient to the network.</summary>
    public void End()
    {
        if (!IsCopy)
            return;
        using (no_grad())
            hostGradient.copy_(gradient);
    }

    public void Dispose()
    {
        Module.Dispose();
        if (IsCopy)
        {
            parameters.Dispose();
            gradient.Dispose();
        }
        hostParameters.Dispose();
        hostGradient.Dispose();
    }

    private static Tensor View(Tensor flat, Range place, long[] shape)
    {
        using Tensor part = flat.narrow(0, place.Start.Value, place.End.Value - place.Start.Value);
        return part.view(shape);
    }
}
