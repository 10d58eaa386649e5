namespace RnnTrainer.Exchange.Onnx;

/// <summary>Names of what goes into a network's file and comes out.</summary>
/// <param name="Features">The sequences.</param>
/// <param name="SequenceLengths">Their lengths; null: there is no such input.</param>
/// <param name="Score">The probabilities.</param>
/// <param name="PredictedLabel">The class.</param>
internal sealed record OnnxNames(string Features, string? SequenceLengths, string Score, string PredictedLabel)
{
    public IEnumerable<string> All =>
        SequenceLengths is null ? [Features, Score, PredictedLabel] : [Features, SequenceLengths, Score, PredictedLabel];
}
