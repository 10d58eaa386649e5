using RnnTrainer.Files;
using RnnTrainer.Network;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>Finds what a file calls the parts of its network, where nobody says.</summary>
internal static class TorchNames
{
    private static readonly ParameterRole[] RecurrentRoles =
        [ParameterRole.InputWeights, ParameterRole.RecurrentWeights, ParameterRole.InputBias, ParameterRole.RecurrentBias];

    private static readonly string HeadWeights = First(ParameterRole.HeadWeights), Query = First(ParameterRole.AttentionQuery),
        Table = First(ParameterRole.Embedding);

    /// <summary>
    /// The one part that has tensors of a recurrent layer; where there is attention, the one other part whose weights are a single row
    /// that fits its units; and the one further part whose weights are a matrix that does. A highway has its default name. The default
    /// names where there is none, so that what is missing is missing under them.
    /// </summary>
    /// <exception cref="InvalidDataException">Several parts could be it, none of which has the default name.</exception>
    public static RnnTensorNames Find(IReadOnlyDictionary<string, SafetensorsTensor> tensors, RnnPooling pooling)
    {
        RnnTensorNames usual = new();
        string[] candidates = WithoutListed([.. RecurrentRoles.SelectMany(role => PartsWith(tensors, First(role))).Distinct()]);
        string recurrent = One(candidates, usual.Recurrent, nameof(usual.Recurrent));
        long units = UnitsOfTop(tensors, recurrent), inputs = InputsOf(tensors, recurrent);
        string attention = !pooling.HasFlag(RnnPooling.Attention) ? usual.Attention
            : One([.. PartsWith(tensors, Query).Where(IsAttention)], usual.Attention, nameof(usual.Attention));
        string[] matrices = [.. PartsWith(tensors, HeadWeights).Where(part => part != attention && !IsHighway(part))];
        string? table = TableAmong([.. matrices.Where(IsTable)], [.. matrices.Where(IsHead)], usual);
        string[] heads = [.. matrices.Where(part => part != table && IsHead(part))];
        return new()
        {
            Embedding = table ?? usual.Embedding,
            Recurrent = recurrent,
            Attention = attention,
            Head = One(heads, usual.Head!, nameof(usual.Head)),
        };

        bool IsAttention(string part) =>
            part.Length > 0 && tensors[RnnTensorNames.Join(part, Query)].Dimensions is [1, var inputs] && Fits(inputs);

        // An output layer has a bias.
        bool IsHighway(string part) =>
            part == usual.Highway && !tensors.ContainsKey(RnnTensorNames.Join(part, First(ParameterRole.HeadBias)));

        bool IsTable(string part) =>
            part.Length > 0 && tensors[RnnTensorNames.Join(part, Table)].Dimensions is [_, var numbers] && numbers == inputs;
        bool IsHead(string part) =>
            part.Length > 0 && tensors[RnnTensorNames.Join(part, HeadWeights)].Dimensions is [_, var inputs] && Fits(inputs);

        bool Fits(long inputs) => units == 0 || inputs % units == 0;
    }

    // Modules of one layer each in a list, such as rnn.0 and rnn.1, are together one part: the list.
    private static string[] WithoutListed(string[] parts)
    {
        string[] lists = [.. from part in parts
                             let end = part.LastIndexOf('.')
                             where part[(end + 1)..] == "1" && parts.Contains(part[..(end + 1)] + "0")
                             select part[..Math.Max(end, 0)]];
        return [.. lists, .. parts.Where(part => !lists.Any(list => IsIn(list, part)))];

        static bool IsIn(string list, string part) =>
            (list.Length == 0 || part.StartsWith($"{list}.", StringComparison.Ordinal))
            && int.TryParse(part[(list.Length == 0 ? 0 : list.Length + 1)..], out _);
    }

    // The part whose rows are as long as the first layer's inputs; of several the one that is not an output layer. Null: there is none.
    private static string? TableAmong(string[] tables, string[] heads, RnnTensorNames usual)
    {
        if (tables.Contains(usual.Embedding))
            return usual.Embedding;
        string[] others = heads.Length == 1 ? [.. tables.Except(heads)]
            : [.. tables.Where(part => part != usual.Head && (heads.Contains(usual.Head) || !heads.Contains(part)))];
        return others.Length == 0 ? null : One(others, usual.Embedding!, nameof(usual.Embedding));
    }

    // Inputs of the bottom layer; 0 where there is none.
    private static long InputsOf(IReadOnlyDictionary<string, SafetensorsTensor> tensors, string part)
    {
        return (Weights(inOneModule: true) ?? Weights(inOneModule: false)) is { Dimensions: [_, var inputs] } ? inputs : 0;

        SafetensorsTensor? Weights(bool inOneModule) => tensors.GetValueOrDefault(
            RnnTensorNames.Join(part, TensorName.Of(ParameterRole.InputWeights, layer: 0, direction: 0, inOneModule)));
    }

    // Units of the top layer, in each direction; 0 where there is none.
    private static long UnitsOfTop(IReadOnlyDictionary<string, SafetensorsTensor> tensors, string part)
    {
        SafetensorsTensor? top = tensors.GetValueOrDefault(RnnTensorNames.Join(part, First(ParameterRole.RecurrentWeights)));
        for (int layer = 0; tensors.TryGetValue(NameIn(layer), out SafetensorsTensor? next); layer++)
            top = next;
        return top?.Dimensions.LastOrDefault() ?? 0;

        string NameIn(int layer) =>
            RnnTensorNames.Join(part, TensorName.Of(ParameterRole.RecurrentWeights, layer, direction: 0, inOneModule: false));
    }

    private static string First(ParameterRole role) => TensorName.Of(role, layer: 0, direction: 0, inOneModule: true);

    private static IEnumerable<string> PartsWith(IReadOnlyDictionary<string, SafetensorsTensor> tensors, string tensor) => tensors.Keys
        .Where(name => name == tensor || name.EndsWith($".{tensor}", StringComparison.Ordinal))
        .Select(name => name == tensor ? "" : name[..^(tensor.Length + 1)]);

    private static string One(string[] parts, string usual, string property)
    {
        if (parts.Length == 0 || parts.Contains(usual))
            return usual;
        return parts.Length == 1 ? parts[0] : throw new InvalidDataException(
            $"Several parts of the module could be the network's: {ErrorText.List(parts, part => $"'{ErrorText.Short(part)}'")}. "
            + $"Set {nameof(RnnImportOptions)}.{nameof(RnnImportOptions.Names)}.{property} to one, "
            + $"and list the others in {nameof(RnnImportOptions.IgnoredTensors)}.");
    }
}
