using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>A tensor of the network as PyTorch's modules have it, which keep two biases where the flat vector may keep their sum.</summary>
/// <param name="Name">Its name in the state dictionary.</param>
/// <param name="Dimensions">Its shape, row-major.</param>
/// <param name="Place">Where it lies in the flat vector.</param>
/// <param name="IsFolded">Whether what lies there is the sum of this tensor and another, which has all of it when written.</param>
internal sealed record TorchTensor(string Name, ValueList<int> Dimensions, Range Place, bool IsFolded)
{
    /// <summary>The tensors of a network, in PyTorch's order.</summary>
    public static IEnumerable<TorchTensor> Of(ParameterLayout layout, RnnTensorNames names)
    {
        foreach (Parameter parameter in layout)
        {
            if (names.Of(parameter.Part.Kind) is not { } part)
                continue;
            yield return new(RnnTensorNames.Join(part, parameter.Tensor), parameter.Dimensions, parameter.Place, IsFolded: false);
            if (layout.FoldedBias(parameter) is { } folded)
                yield return new(RnnTensorNames.Join(part, folded), parameter.Dimensions, parameter.Place, IsFolded: true);
        }
    }
}
