using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>
/// A category that a sequence has as a whole: each step of the first layer reads its row of a learned table after the step's own inputs.
/// Categories are counted from 1; row 0 stands for one that is missing or was never seen.
/// </summary>
/// <param name="Keys">Categories in training.</param>
/// <param name="Size">Numbers in a row.</param>
internal sealed record CategorySpec(int Keys, int Size)
{
    /// <summary>Rows of the table.</summary>
    public int Rows => checked(Keys + 1);

    public bool IsValid => Keys >= 1 && Keys < EmbeddingSpec.MaxTokens && Size >= 1 && (long)Rows * Size <= NetworkSpec.MaxParameters;

    /// <summary>The table, row after row.</summary>
    public ValueList<ParameterForm> Parameters => [new(ParameterRole.CategoryTable, 0, [Rows, Size], Size)];

    public override string ToString() => $"{Keys} keys x {Size}";
}
