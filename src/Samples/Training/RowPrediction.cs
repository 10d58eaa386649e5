namespace RnnTrainer.Samples;

/// <summary>What a pipeline says of a row.</summary>
internal class RowPrediction
{
    /// <summary>The scores: of classes their probabilities.</summary>
    public float[] Score { get; set; } = [];

    /// <summary>Whether another model says exactly the same, to the last bit.</summary>
    public virtual bool IsSame(RowPrediction other) =>
        Score.Select(BitConverter.SingleToUInt32Bits).SequenceEqual(other.Score.Select(BitConverter.SingleToUInt32Bits));
}
