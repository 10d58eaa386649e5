using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>Offset, scale and mean of a network's inputs as tensors, [inputs]: double-precision buffers of a module.</summary>
internal static class NormalizationTensors
{
    private const string Offset = "offset", Scale = "scale", Mean = "mean";

    /// <summary>The tensors of a network: those that have values.</summary>
    public static IReadOnlyDictionary<string, ValueList<double>> Of(InputNormalization normalization, RnnTensorNames names)
    {
        (string Name, ValueList<double> Values)[] tensors = names.Input is null ? []
            : [(Offset, normalization.Offsets), (Scale, normalization.Scales), (Mean, normalization.Means)];
        return tensors.Where(tensor => tensor.Values.Count > 0)
            .ToDictionary(tensor => RnnTensorNames.Join(names.Input!, tensor.Name), tensor => tensor.Values);
    }

    /// <summary>Takes them out of a file's tensors, and reads them.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="tensors">Its tensors; what is taken is removed.</param>
    /// <param name="names">Names of the parts.</param>
    /// <param name="kind">What the file's metadata say; null: nothing.</param>
    /// <exception cref="InvalidDataException">They contradict the metadata or each other, or hold what no offset or scale is.</exception>
    public static InputNormalization Take(
        SafetensorsReader reader, Dictionary<string, SafetensorsTensor> tensors, RnnTensorNames names, RnnNormalization? kind)
    {
        string offsetName = Named(Offset), scaleName = Named(Scale);
        // Only this library's own files have means, so that a foreign tensor of that name is refused, and not taken for them.
        ValueList<double> means = kind is not null && tensors.Remove(Named(Mean), out SafetensorsTensor? mean) ? Read(reader, mean) : [];
        tensors.Remove(offsetName, out SafetensorsTensor? offset);
        tensors.Remove(scaleName, out SafetensorsTensor? scale);
        RnnNormalization found = kind ?? (offset is null && scale is null ? RnnNormalization.None : RnnNormalization.MeanVariance);
        if (!InputNormalization.IsMeasured(found))
        {
            return offset is null && scale is null ? InputNormalization.None with { Kind = found, Means = means }
                : throw RnnMetadata.Invalid($"says that normalization is {found}, which has no tensors '{offsetName}' and '{scaleName}'");
        }
        if (offset is null || scale is null)
        {
            throw new InvalidDataException($"The tensor '{(offset is null ? offsetName : scaleName)}' is missing: normalization needs "
                + $"'{offsetName}' and '{scaleName}', double-precision vectors of [inputs].");
        }
        InputNormalization normalization = new(found, Read(reader, offset), Read(reader, scale)) { Means = means };
        return normalization.IsValid(normalization.Offsets.Count) ? normalization : throw new InvalidDataException(
            $"The tensors {offset.Description} and {scale.Description} are not an offset and a scale of at least 0 for each input.");

        string Named(string tensor) => RnnTensorNames.Join(names.Input ?? RnnTensorNames.UsualInput, tensor);
    }

    private static ValueList<double> Read(SafetensorsReader reader, SafetensorsTensor tensor)
    {
        if (tensor.Dimensions.Length != 1)
            throw new InvalidDataException($"The tensor {tensor.Description} must be a vector, [inputs].");
        double[] values = new double[TorchWeights.Size(tensor, 0)];
        reader.Read<double>(tensor, values);
        return new(values);
    }
}
