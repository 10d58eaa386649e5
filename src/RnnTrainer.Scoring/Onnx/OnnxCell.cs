namespace RnnTrainer.Onnx;

/// <summary>A cell as ONNX knows it.</summary>
/// <param name="Operator">Its operator.</param>
/// <param name="Gates">For each of ONNX's gates, its place among the model's.</param>
internal sealed record OnnxCell(string Operator, int[] Gates)
{
    /// <summary>Whether a GRU's reset comes after the recurrent product: n = tanh(.. + r·(W·h + b)), as in training.</summary>
    public bool ResetsAfterProduct { get; private init; }

    /// <summary>LSTM: i, o, f, c where the model has i, f, g = c, o. GRU: z, r, h where the model has r, z, n = h.</summary>
    public static OnnxCell Of(RnnCell cell) => cell switch
    {
        RnnCell.Rnn => new("RNN", [0]),
        RnnCell.Lstm => new("LSTM", [0, 3, 1, 2]),
        RnnCell.Gru => new("GRU", [1, 0, 2]) { ResetsAfterProduct = true },
    };

    /// <summary>ONNX's name of an activation.</summary>
    public static string NameOf(RnnActivation activation) => activation switch
    {
        RnnActivation.Tanh => "Tanh",
        RnnActivation.Relu => "Relu",
    };
}
