namespace RnnTrainer.Network;

/// <summary>PyTorch's names of a module's parts, and of the tensors in each.</summary>
/// <remarks>
/// Equal layers are one module of several layers, whose tensors are <c>weight_ih_l0</c>, <c>weight_ih_l1</c> and so on. Others are a
/// list of modules of one layer each, whose tensors are <c>0.weight_ih_l0</c>, <c>1.weight_ih_l0</c> and so on.
/// </remarks>
internal static class TensorName
{
    /// <param name="role">What the tensor is for.</param>
    /// <param name="layer">The recurrent layer, or the category, from 0.</param>
    /// <param name="direction">0 forward in time, 1 backward.</param>
    /// <param name="inOneModule">Whether all layers are one module.</param>
    public static string Of(ParameterRole role, int layer, int direction, bool inOneModule) => role switch
    {
        ParameterRole.Embedding => "weight",
        ParameterRole.CategoryTable => $"{layer}.weight",
        ParameterRole.InputWeights => Recurrent("weight_ih", layer, direction, inOneModule),
        ParameterRole.RecurrentWeights => Recurrent("weight_hh", layer, direction, inOneModule),
        ParameterRole.InputBias => Recurrent("bias_ih", layer, direction, inOneModule),
        ParameterRole.RecurrentBias => Recurrent("bias_hh", layer, direction, inOneModule),
        ParameterRole.AttentionQuery => "weight",
        ParameterRole.HighwayWeights => "weight",
        ParameterRole.HeadWeights => "weight",
        ParameterRole.HeadBias => "bias",
    };

    /// <summary>What a part of the module is called where nobody says; its tensors' names follow, after a dot.</summary>
    public static string UsualPart(PartKind part) => part switch
    {
        PartKind.Embedding => "embedding",
        PartKind.Category => "categories",
        PartKind.Layer => "rnn",
        PartKind.Pooling => "attention",
        PartKind.Highway => "highway",
        PartKind.Head => "head",
    };

    private static string Recurrent(string kind, int layer, int direction, bool inOneModule) =>
        (inOneModule ? $"{kind}_l{layer}" : $"{layer}.{kind}_l0") + (direction == 0 ? "" : "_reverse");
}
