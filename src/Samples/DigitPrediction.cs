using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A digit and what a model says of it: a row of predictions as an object.</summary>
internal sealed class DigitPrediction
{
    /// <summary>28 rows of 28 pixels; 0 is paper, 255 is ink.</summary>
    [VectorType(28, 28)]
    public byte[] Pixels { get; set; } = [];

    /// <summary>What the digit is.</summary>
    public byte Label { get; set; }

    /// <summary>What the model takes it for.</summary>
    public byte Digit { get; set; }

    /// <summary>The probability of each class.</summary>
    public float[] Score { get; set; } = [];

    /// <summary>Whether the model is right.</summary>
    public bool IsRight => Digit == Label;

    /// <summary>All predictions of a model on some digits.</summary>
    public static DigitPrediction[] Of(MLContext ml, ITransformer model, IDataView digits) =>
        [.. ml.Data.CreateEnumerable<DigitPrediction>(model.Transform(digits), reuseRowObject: false)];

    /// <summary>Whether another model says exactly the same, to the last bit.</summary>
    public bool IsSame(DigitPrediction other) => Digit == other.Digit
        && Score.Select(BitConverter.SingleToUInt32Bits).SequenceEqual(other.Score.Select(BitConverter.SingleToUInt32Bits));
}
