namespace RnnTrainer.Exchange.Onnx;

/// <summary>A column that scoring adds to rows, by what it holds; its name in a file is the user's choice.</summary>
internal enum OnnxColumn
{
    /// <summary>What is predicted.</summary>
    PredictedLabel,

    /// <summary>What the prediction is made from.</summary>
    Score,

    /// <summary>How probable it is that the answer is yes.</summary>
    Probability,
}
