namespace RnnTrainer.Model;

/// <summary>A tensor of the network as PyTorch's modules have it, which keep two biases where the flat vector may keep their sum.</summary>
/// <param name="Name">Its name in the state dictionary.</param>
/// <param name="Dimensions">Its shape, row-major.</param>
/// <param name="Place">Where it lies in the flat vector.</param>
/// <param name="IsFolded">Whether what lies there is the sum of this tensor and another, which has all of it when written.</param>
internal sealed record TorchTensor(string Name, int[] Dimensions, Range Place, bool IsFolded)
{
    public const string InputWeights = "weight_ih", RecurrentWeights = "weight_hh", InputBias = "bias_ih", RecurrentBias = "bias_hh";

    /// <summary>How names of tensors of recurrent layers begin; their end is <see cref="RnnShape.Suffix"/>.</summary>
    public static IReadOnlyList<string> RecurrentKinds { get; } = [InputWeights, RecurrentWeights, InputBias, RecurrentBias];

    private const string Recurrent = "rnn.", Head = "head.";

    /// <summary>The tensors of a network, in PyTorch's order.</summary>
    public static IEnumerable<TorchTensor> Of(RnnShape shape, RnnTensorNames names)
    {
        foreach (RnnParameter parameter in shape.Parameters)
        {
            if (parameter.Name.StartsWith(Head, StringComparison.Ordinal))
            {
                if (names.Head is { } head)
                    yield return new(RnnTensorNames.Join(head, parameter.Name[Head.Length..]), parameter.Dimensions, parameter.Place, IsFolded: false);
                continue;
            }
            string name = parameter.Name[Recurrent.Length..];
            yield return new(RnnTensorNames.Join(names.Recurrent, name), parameter.Dimensions, parameter.Place, IsFolded: false);
            if (!shape.HasRecurrentBias && name.StartsWith(InputBias, StringComparison.Ordinal))
                yield return new(RnnTensorNames.Join(names.Recurrent, RecurrentBias + name[InputBias.Length..]), parameter.Dimensions, parameter.Place, IsFolded: true);
        }
    }
}
