using RnnTrainer.Network;

namespace RnnTrainer.Model;

/// <summary>Finds a network in the tensors of a PyTorch module, whose names and dimensions tell most of it.</summary>
internal static class TorchWeights
{
    private static readonly ParameterRole[] Weights = [ParameterRole.InputWeights, ParameterRole.RecurrentWeights];

    private static readonly ParameterRole[] Biases = [ParameterRole.InputBias, ParameterRole.RecurrentBias];

    /// <summary>Reads the network's shape, and then its parameters, from a file.</summary>
    /// <exception cref="InvalidDataException">
    /// The tensors are not those of one network, the form says that it is another, or a number is not finite.
    /// </exception>
    public static (NetworkSpec Network, float[] Parameters) Read(SafetensorsReader reader, RnnImportOptions options, ImportForm form)
    {
        Dictionary<string, SafetensorsTensor> tensors = reader.Header.Tensors
            .Where(tensor => !options.Ignores(tensor.Key)).ToDictionary(StringComparer.Ordinal);
        RnnTensorNames names = options.Names ?? TorchNames.Find(tensors);
        NetworkSpec network = Network(tensors, names, form);
        ParameterLayout layout = new(network);
        TorchTensor[] expected = [.. TorchTensor.Of(layout, names)];
        foreach (TorchTensor wanted in expected)
        {
            if (tensors.TryGetValue(wanted.Name, out SafetensorsTensor? found) && !found.Dimensions.SequenceEqual(wanted.Dimensions.Select(size => (long)size)))
            {
                throw new InvalidDataException(
                    $"The tensor {found.Description} has other dimensions than [{string.Join(", ", wanted.Dimensions)}], which it would have in {network.Description}.");
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
                reader.Read(found, place);
        }
        return (network, parameters);
    }

    private static void Add(SafetensorsReader reader, SafetensorsTensor bias, Span<float> place)
    {
        float[] second = new float[place.Length];
        reader.Read(bias, second);
        for (int i = 0; i < place.Length; i++)
        {
            place[i] += second[i];
            if (!float.IsFinite(place[i]))
                throw new InvalidDataException(
                    $"The tensor {bias.Description} holds {second[i]} at index {i}, which is too large to be added to the other bias.");
        }
    }

    private static NetworkSpec Network(IReadOnlyDictionary<string, SafetensorsTensor> tensors, RnnTensorNames names, ImportForm form)
    {
        SafetensorsTensor inputWeights = Matrix(ParameterRole.InputWeights), recurrentWeights = Matrix(ParameterRole.RecurrentWeights);
        int layers = 1;
        while (Has(layers, 0))
            layers++;
        bool bidirectional = Has(0, 1);
        CheckNames(tensors, names, layers, bidirectional);

        SafetensorsTensor head = Find(RnnTensorNames.Join(names.Head!, "weight"), nameof(RnnTensorNames.Head));
        if (head.Dimensions.Length != 2)
            throw new InvalidDataException($"The tensor {head.Description} is no matrix, where the output layer's weights [classes, pooled units] are wanted.");
        long rows = recurrentWeights.Dimensions[0], hidden = recurrentWeights.Dimensions[1];
        RnnCell cell = CellForm.CellOf(rows, hidden) ?? throw new InvalidDataException(
            $"The tensor {recurrentWeights.Description} has neither 1 (RNN), 3 (GRU) nor 4 (LSTM) times as many rows as columns.");

        NetworkSpec network = form.Network(cell, layers, bidirectional, Size(inputWeights, 1), Size(recurrentWeights, 1), Size(head, 0));
        if (head.Dimensions[1] != network.PooledSize)
        {
            throw new InvalidDataException(
                $"The output layer's weights {head.Description} read {head.Dimensions[1]} units, "
                + $"where {nameof(RnnImportOptions.Pooling)} {network.Pooling} of {network.Top.Size} units x {network.Top.Directions} direction(s) gives {network.PooledSize}. "
                + $"Set {nameof(RnnImportOptions)}.{nameof(RnnImportOptions.Pooling)} to what the Python module does between the two.");
        }
        return network;

        bool Has(int layer, int direction) => Weights.Concat(Biases).Any(role =>
            tensors.ContainsKey(RnnTensorNames.Join(names.Recurrent, TensorName.Of(role, layer, direction, inOneModule: true))));

        SafetensorsTensor Matrix(ParameterRole role)
        {
            SafetensorsTensor tensor = Find(RnnTensorNames.Join(names.Recurrent, TensorName.Of(role, 0, 0, inOneModule: true)), nameof(RnnTensorNames.Recurrent));
            return tensor.Dimensions.Length == 2 ? tensor : throw new InvalidDataException(
                $"The tensor {tensor.Description} is no matrix, where recurrent layers have [gates x hidden, inputs] or [gates x hidden, hidden].");
        }

        SafetensorsTensor Find(string name, string part) => tensors.TryGetValue(name, out SafetensorsTensor? tensor) ? tensor : throw new InvalidDataException(
            $"There is no tensor '{name}'; there are {Listed(tensors.Keys)}. "
            + $"Set {nameof(RnnImportOptions)}.{nameof(RnnImportOptions.Names)}.{part} to what stands before its name in the file.");
    }

    // Nothing that the network does not have, and all that it has but for the biases of a module without them.
    private static void CheckNames(IReadOnlyDictionary<string, SafetensorsTensor> tensors, RnnTensorNames names, int layers, bool bidirectional)
    {
        string[] weights = [.. Weights.SelectMany(Named)], biases = [.. Biases.SelectMany(Named)];
        string[] head = [RnnTensorNames.Join(names.Head!, "weight"), RnnTensorNames.Join(names.Head!, "bias")];
        string network = $"a network of {layers} recurrent layer(s){(bidirectional ? " in both directions" : "")}";

        string[] extra = [.. tensors.Keys.Except([.. weights, .. biases, .. head])];
        if (extra.Length > 0)
        {
            throw new InvalidDataException(
                $"The tensors {Listed(extra)} have no place in {network} and an output layer. "
                + $"List those that the network works without in {nameof(RnnImportOptions)}.{nameof(RnnImportOptions.IgnoredTensors)}.");
        }
        string[] missing = [.. weights.Except(tensors.Keys), .. biases.Any(tensors.ContainsKey) ? biases.Except(tensors.Keys) : []];
        if (missing.Length > 0)
            throw new InvalidDataException($"The tensors {Listed(missing)} are missing from {network}.");

        IEnumerable<string> Named(ParameterRole role) =>
            from layer in Enumerable.Range(0, layers)
            from direction in Enumerable.Range(0, bidirectional ? 2 : 1)
            select RnnTensorNames.Join(names.Recurrent, TensorName.Of(role, layer, direction, inOneModule: true));
    }

    private static int Size(SafetensorsTensor tensor, int dimension) => tensor.Dimensions[dimension] is var size and <= int.MaxValue ? (int)size
        : throw new InvalidDataException($"The tensor {tensor.Description} is too large; a network's sizes are at most {int.MaxValue}.");

    private static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names.Order(StringComparer.Ordinal)];
        return all.Length == 0 ? "none" : ErrorText.List(all, name => $"'{ErrorText.Short(name)}'");
    }
}
