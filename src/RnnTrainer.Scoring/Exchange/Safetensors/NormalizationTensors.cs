using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>Offset and scale of a network's inputs as two tensors, [inputs]: double-precision buffers of a module.</summary>
internal static class NormalizationTensors
{
    private const string Offset = "offset", Scale = "scale";

    /// <summary>The tensors of a network, none where each sequence has its own offset and scale or inputs stay as they are.</summary>
    public static IReadOnlyDictionary<string, ValueList<double>> Of(InputNormalization normalization, RnnTensorNames names) =>
        names.Input is not { } part || normalization.Offsets.Count == 0 ? new Dictionary<string, ValueList<double>>()
        : new Dictionary<string, ValueList<double>>
        {
            [RnnTensorNames.Join(part, Offset)] = normalization.Offsets,
            [RnnTensorNames.Join(part, Scale)] = normalization.Scales,
        };

    /// <summary>Takes the two out of a file's tensors, and reads them.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="tensors">Its tensors; what is taken is removed.</param>
    /// <param name="names">Names of the parts.</param>
    /// <param name="kind">What the file's metadata say; null: nothing.</param>
    /// <exception cref="InvalidDataException">They contradict the metadata or each other, or hold what no offset or scale is.</exception>
    public static InputNormalization Take(
        SafetensorsReader reader, Dictionary<string, SafetensorsTensor> tensors, RnnTensorNames names, RnnNormalization? kind)
    {
        string offsetName = Named(Offset), scaleName = Named(Scale);
        tensors.Remove(offsetName, out SafetensorsTensor? offset);
        tensors.Remove(scaleName, out SafetensorsTensor? scale);
        RnnNormalization found = kind ?? (offset is null && scale is null ? RnnNormalization.None : RnnNormalization.MeanVariance);
        if (!InputNormalization.IsMeasured(found))
        {
            return offset is null && scale is null ? InputNormalization.None with { Kind = found }
                : throw RnnMetadata.Invalid($"says that normalization is {found}, which has no tensors '{offsetName}' and '{scaleName}'");
        }
        if (offset is null || scale is null)
        {
            throw new InvalidDataException($"The tensor '{(offset is null ? offsetName : scaleName)}' is missing: normalization takes "
                + $"'{offsetName}' and '{scaleName}', double-precision vectors of [inputs].");
        }
        InputNormalization normalization = new(found, Read(reader, offset), Read(reader, scale));
        return normalization.IsValid(normalization.Offsets.Count) ? normalization : throw new InvalidDataException(
            $"The tensors {offset.Description} and {scale.Description} are not an offset and a scale of at least 0 for each input.");

        string Named(string tensor) => RnnTensorNames.Join(names.Input ?? RnnTensorNames.UsualInput, tensor);
    }

    private static ValueList<double> Read(SafetensorsReader reader, SafetensorsTensor tensor)
    {
        if (tensor.Dimensions.Length != 1)
            throw new InvalidDataException($"The tensor {tensor.Description} is not a vector; wanted: [inputs].");
        double[] values = new double[TorchWeights.Size(tensor, 0)];
        reader.Read<double>(tensor, values);
        return new(values);
    }
}
