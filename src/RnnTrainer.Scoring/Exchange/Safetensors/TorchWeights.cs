using RnnTrainer.Files;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>Finds a network in the tensors of a PyTorch module, whose names and dimensions tell most of it.</summary>
internal static class TorchWeights
{
    /// <summary>Reads the network's shape, and then its parameters, from a file.</summary>
    /// <exception cref="InvalidDataException">
    /// The tensors are not those of one network, the form says that it is another, or a number is not finite.
    /// </exception>
    public static (NetworkSpec Network, float[] Parameters) Read(SafetensorsReader reader, RnnImportOptions options, ImportedNetwork form)
    {
        Dictionary<string, SafetensorsTensor> tensors = reader.Header.Tensors
            .Where(tensor => !options.Ignores(tensor.Key)).ToDictionary(StringComparer.Ordinal);
        RnnTensorNames names = options.Names ?? TorchNames.Find(tensors, form.Pooling);
        InputNormalization normalization = NormalizationTensors.Take(reader, tensors, names, form.Normalization);
        TorchLayers layers = new(tensors, names, form.Pooling);
        NetworkSpec network = Network(tensors, names, layers, form).With(normalization) with
        {
            HasHighway = tensors.ContainsKey(RnnTensorNames.Join(names.Highway, "weight")),
        };
        if (network.Input.Embedding is not null && normalization.Kind != RnnNormalization.None)
        {
            throw new InvalidDataException($"The file has an embedding and normalization ({normalization.Kind}), which tokens "
                + $"do not have. List tensors to ignore in {nameof(RnnImportOptions)}.{nameof(RnnImportOptions.IgnoredTensors)}.");
        }
        if (!network.Input.IsValid)
        {
            throw new InvalidDataException("The file has offsets and scales for "
                + $"{CountText.Of(Math.Max(normalization.Offsets.Count, normalization.Means.Count), "input")}, "
                + $"but the recurrent layers read {network.Input.Size}.");
        }
        if (network.Input is { HasGaps: true, Normalization.Means.Count: 0 } && !InputNormalization.IsCentered(normalization.Kind))
        {
            throw RnnMetadata.Invalid("says that the network fills missing values or reads blocks of steps, which takes the inputs' means, "
                + "but their tensor is missing");
        }
        if (!network.IsValid)
        {
            throw new InvalidDataException($"The file has a highway, '{RnnTensorNames.Join(names.Highway, "weight")}', which needs "
                + "numeric sequences of one length, and one output per sequence. "
                + $"Set {nameof(RnnImportOptions)}.{nameof(RnnImportOptions.TimeSteps)}.");
        }
        ParameterLayout layout = new(network, layers.AreInOneModule);
        TorchTensor[] expected = [.. TorchTensor.Of(layout, names)];
        foreach (TorchTensor wanted in expected)
        {
            if (tensors.TryGetValue(wanted.Name, out SafetensorsTensor? found)
                && !found.Dimensions.SequenceEqual(wanted.Dimensions.Select(size => (long)size)))
            {
                throw new InvalidDataException(
                    $"The tensor {found.Description} must have the dimensions [{string.Join(", ", wanted.Dimensions)}] "
                    + $"in {network.Description}.");
            }
        }

        float[] parameters = new float[layout.Size];
        foreach (TorchTensor wanted in expected)
        {
            if (!tensors.TryGetValue(wanted.Name, out SafetensorsTensor? found))
                continue; // a module without biases
            Span<float> place = parameters.AsSpan(wanted.Place);
            if (wanted.IsFolded)
                Add(reader, found, place);
            else
                reader.Read<float>(found, place);
        }
        return (network, parameters);
    }

    private static void Add(SafetensorsReader reader, SafetensorsTensor bias, Span<float> place)
    {
        float[] second = new float[place.Length];
        reader.Read<float>(bias, second);
        for (int i = 0; i < place.Length; i++)
        {
            place[i] += second[i];
            if (!float.IsFinite(place[i]))
                throw new InvalidDataException(
                    $"The tensor {bias.Description} holds {second[i]} at index {i}, which is too large to be added to the other bias.");
        }
    }

    private static NetworkSpec Network(IReadOnlyDictionary<string, SafetensorsTensor> tensors, RnnTensorNames names, TorchLayers layers,
        ImportedNetwork form)
    {
        SafetensorsTensor head = Find(tensors, RnnTensorNames.Join(names.Head!, "weight"), nameof(RnnTensorNames.Head));
        if (head.Dimensions.Length != 2)
        {
            throw new InvalidDataException(
                $"The tensor {head.Description} must be 2-D, as the output layer's weights: [outputs, pooled units].");
        }
        NetworkSpec network = form.Network(layers.Specs, TokensOf(tensors, names, layers.Inputs), layers.Inputs, Size(head, 0));
        if (head.Dimensions[1] != network.PooledSize)
        {
            throw new InvalidDataException(
                $"The output layer's weights {head.Description} read {head.Dimensions[1]} units, "
                + $"where {nameof(RnnImportOptions.Pooling)} {network.Pooling} of {network.Top.Size} units "
                + $"x {CountText.Of(network.Top.Directions, "direction")} "
                + $"gives {network.PooledSize}. "
                + $"Set {nameof(RnnImportOptions)}.{nameof(RnnImportOptions.Pooling)} to the pooling of the Python module.");
        }
        return network;
    }

    // Rows of the table of tokens; null: there is none.
    private static int? TokensOf(IReadOnlyDictionary<string, SafetensorsTensor> tensors, RnnTensorNames names, int inputs)
    {
        if (names.Embedding is not { } part || !tensors.TryGetValue(RnnTensorNames.Join(part, "weight"), out SafetensorsTensor? table))
            return null;
        return table.Dimensions.Length == 2 && table.Dimensions[1] == inputs ? Size(table, 0) : throw new InvalidDataException(
            $"The tensor {table.Description} does not match the recurrent layers; expected [tokens, {inputs}].");
    }

    /// <exception cref="InvalidDataException">The tensor does not exist.</exception>
    public static SafetensorsTensor Find(IReadOnlyDictionary<string, SafetensorsTensor> tensors, string name, string part) =>
        tensors.TryGetValue(name, out SafetensorsTensor? tensor) ? tensor : throw new InvalidDataException(
            $"There is no tensor '{name}'; there are {Listed(tensors.Keys)}. "
            + $"Set {nameof(RnnImportOptions)}.{nameof(RnnImportOptions.Names)}.{part} to its prefix in the file.");

    /// <exception cref="InvalidDataException">The dimension is larger than a network's sizes.</exception>
    public static int Size(SafetensorsTensor tensor, int dimension) =>
        tensor.Dimensions[dimension] is var size and <= int.MaxValue ? (int)size
        : throw new InvalidDataException($"The tensor {tensor.Description} is too large; the limit for a size is {int.MaxValue}.");

    /// <summary>Some of the names, for errors.</summary>
    public static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names.Order(StringComparer.Ordinal)];
        return all.Length == 0 ? "none" : ErrorText.List(all, name => $"'{ErrorText.Short(name)}'");
    }
}
