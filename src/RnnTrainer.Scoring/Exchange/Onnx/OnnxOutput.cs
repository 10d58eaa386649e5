namespace RnnTrainer.Exchange.Onnx;

/// <summary>An output of a network's file: a column that scoring adds, as numbers of a type that ONNX has.</summary>
/// <param name="Column">Which column it is.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Size">Values of a row; null: a single one.</param>
/// <param name="Description">What the values are, for whoever reads the file.</param>
internal sealed record OnnxOutput(OnnxColumn Column, TensorProto.Types.DataType Type, int? Size, string Description)
{
    /// <summary>Whether it counts from 0 what the column, a key, counts from 1.</summary>
    public bool IsKey { get; init; }
}
