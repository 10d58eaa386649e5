using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>An image and what a model says of it: a row of predictions as an object.</summary>
internal sealed class DigitPrediction
{
    /// <summary>Rows of pixels; 0 is paper, 255 is ink.</summary>
    public byte[] Pixels { get; set; } = [];

    /// <summary>What it is.</summary>
    public string Label { get; set; } = "";

    /// <summary>What the model takes it for.</summary>
    public string Digit { get; set; } = "";

    /// <summary>The probability of each class.</summary>
    public float[] Score { get; set; } = [];

    /// <summary>Whether the model is right.</summary>
    public bool IsRight => Digit == Label;

    /// <summary>All predictions of a pipeline, which leaves the label as it is, on some images.</summary>
    public static DigitPrediction[] Of(MLContext ml, ITransformer pipeline, IDataView images)
    {
        IDataView scored = pipeline.Transform(images);
        IDataView text = ml.Transforms.Conversion
            .ConvertType([new InputOutputColumnPair("Label"), new InputOutputColumnPair("Digit")], DataKind.String).Fit(scored).Transform(scored);
        return [.. ml.Data.CreateEnumerable<DigitPrediction>(text, reuseRowObject: false)];
    }

    /// <summary>Whether another model says exactly the same, to the last bit.</summary>
    public bool IsSame(DigitPrediction other) => Digit == other.Digit
        && Score.Select(BitConverter.SingleToUInt32Bits).SequenceEqual(other.Score.Select(BitConverter.SingleToUInt32Bits));
}
