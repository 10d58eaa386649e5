using Microsoft.ML;
using static TorchSharp.torch;

namespace RnnTrainer.Benchmarks;

/// <summary>What networks are asked of digits.</summary>
/// <param name="Name">As tables show it.</param>
/// <param name="LabelColumnName">The column of <see cref="DigitRow"/> that has the answers.</param>
/// <param name="Outputs">Outputs of the TorchSharp network, at each step where each has an answer.</param>
/// <param name="BlankLoss">About the loss of outputs of zero, where training begins.</param>
internal sealed record DigitTask(string Name, string LabelColumnName, int Outputs, double BlankLoss)
{
    private const float Delta = 1;

    private static readonly float[] Levels = [0.1f, 0.5f, 0.9f];

    /// <summary>Which digit it is.</summary>
    public static DigitTask Classes { get; } = new("class", nameof(DigitRow.Label), Digits.ClassCount, Math.Log(Digits.ClassCount))
    {
        Fit = (ml, options, view) => ml.MulticlassClassification.Trainers.Rnn(options).Fit(view),
        Target = (_, digits) => tensor(Array.ConvertAll(digits, digit => (long)digit)),
        Loss = (logits, target) => nn.functional.cross_entropy(logits, target),
    };

    /// <summary>How much ink each row of the picture has.</summary>
    public static DigitTask Steps { get; } = new("class for each step", nameof(DigitRow.Ink), Digits.ClassCount,
        Math.Log(Digits.ClassCount))
    {
        ReturnSequences = true,
        Fit = (ml, options, view) => ml.MulticlassClassification.Trainers.Rnn(options with { ReturnSequences = true }).Fit(view),
        Target = (pixels, digits) => tensor(
            [.. Enumerable.Range(0, digits.Length * Digits.TimeSteps).Select(step => (long)DigitRow.InkOf(pixels, step))],
            [digits.Length, Digits.TimeSteps]),
        Loss = (logits, target) => nn.functional.cross_entropy(logits.flatten(0, 1), target.flatten()),
    };

    /// <summary>Whether it is 5 or more.</summary>
    public static DigitTask YesOrNo { get; } = new("yes or no", nameof(DigitRow.IsHigh), Outputs: 1, Math.Log(2))
    {
        Fit = (ml, options, view) => ml.BinaryClassification.Trainers.Rnn(options).Fit(view),
        Target = (_, digits) => tensor(Array.ConvertAll(digits, digit => DigitRow.IsHighOf(digit) ? 1f : 0)),
        Loss = (logits, target) => nn.functional.binary_cross_entropy_with_logits(logits.squeeze(1), target),
    };

    /// <summary>Which number it is, by each loss of a regression.</summary>
    public static IReadOnlyList<DigitTask> Values { get; } =
    [
        Value("squared loss", RnnLoss.Squared, 1, 1, (score, target) => nn.functional.mse_loss(score.squeeze(1), target)),
        Value("absolute loss", RnnLoss.Absolute, 1, 0.87, (score, target) => nn.functional.l1_loss(score.squeeze(1), target)),
        Value("Huber loss", RnnLoss.Huber(Delta), 1, 0.42, (score, target) => nn.functional.huber_loss(score.squeeze(1), target, Delta)),
        Value("quantiles 0.1, 0.5, 0.9", RnnLoss.Quantiles(Levels), Levels.Length, 0.43, Pinball),
    ];

    /// <summary>Trains RnnTrainer's network.</summary>
    public required Func<MLContext, RnnOptions, IDataView, RnnTransformer> Fit { get; init; }

    /// <summary>The answers for pixels and digits.</summary>
    public required Func<float[], byte[], Tensor> Target { get; init; }

    /// <summary>Mean loss of outputs beside answers.</summary>
    public required Func<Tensor, Tensor, Tensor> Loss { get; init; }

    /// <summary>Whether each step has an answer.</summary>
    public bool ReturnSequences { get; init; }

    private static DigitTask Value(string name, RnnLoss loss, int outputs, double blankLoss, Func<Tensor, Tensor, Tensor> torchLoss) =>
        new($"value, {name}", nameof(DigitRow.Value), outputs, blankLoss)
        {
            Fit = (ml, options, view) => ml.Regression.Trainers.Rnn(options with { Loss = loss }).Fit(view),
            Target = (_, digits) => tensor(Array.ConvertAll(digits, DigitRow.ValueOf)),
            Loss = torchLoss,
        };

    // Of scores [batch, levels].
    private static Tensor Pinball(Tensor scores, Tensor target)
    {
        Tensor levels = tensor(Levels), errors = target.unsqueeze(1) - scores;
        return maximum(levels * errors, (levels - 1) * errors).mean();
    }
}
