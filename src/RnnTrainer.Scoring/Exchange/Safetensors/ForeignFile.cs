namespace RnnTrainer.Exchange.Safetensors;

/// <summary>Files of other formats that are given for safetensors, known by how they begin.</summary>
internal static class ForeignFile
{
    private const string FromTorch = "safetensors.torch.save_file(model.state_dict(), path)";

    /// <summary>What a file is that begins so, and how to import its network; null: unknown.</summary>
    /// <param name="start">Its first eight bytes.</param>
    public static string? Describe(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] =>
            $"This is a zip file (.pt, .keras or an ML.NET model). PyTorch: save with {FromTorch}. Keras: FromKeras. "
            + "ML.NET: mlContext.Model.Load.",
        [0x80, >= 2 and <= 5, ..] => $"This is a Python pickle (an old .pt file). In PyTorch, save with {FromTorch}.",
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] =>
            "This is an HDF5 file (.h5), as Keras writes it. Give the arrays of each layer's get_weights() to RnnTransformer.FromKeras.",
        [0x08, < 0x20, 0x12 or 0x3a or 0x42, ..] => // the fields of a ModelProto: ir_version, then producer, graph or operator sets
            "This is an ONNX model. Run it with mlContext.Transforms.ApplyOnnxModel, or export the module it was made of as safetensors: "
            + $"{FromTorch}.",
        _ => null,
    };
}
