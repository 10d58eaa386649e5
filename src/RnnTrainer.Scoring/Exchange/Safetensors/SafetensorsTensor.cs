using RnnTrainer.Files;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>An array in a safetensors file, as its header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">One of <see cref="SafetensorsDtype"/>.</param>
/// <param name="Dimensions">Its shape; the values are row-major.</param>
/// <param name="Begin">Where its bytes begin, from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsTensor(string Name, string Dtype, long[] Dimensions, long Begin, long End)
{
    /// <summary>Name and shape, for errors, neither of them longer than a reader can take.</summary>
    public string Description => $"'{ErrorText.Short(Name)}' [{ErrorText.List(Dimensions, size => $"{size}")}]";
}
