namespace RnnTrainer.Samples;

/// <summary>
/// What TorchSharp says of the test digits, given the network's weights: it defines what a network computes, so the library's own
/// code, which trained and scores, must say the same.
/// </summary>
/// <param name="LargestDifference">Between two probabilities of a digit; null where TorchSharp does not load.</param>
/// <param name="WhyNot">Why it does not load; null where it does.</param>
internal sealed record TorchCheck(double? LargestDifference, string? WhyNot)
{
    /// <summary>How much a probability may differ: the rounding of 28 steps in single precision.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>What the check found, in a line.</summary>
    public string Line => WhyNot is not null ? $"Not compared with TorchSharp: {WhyNot}"
        : FormattableString.Invariant(
            $"TorchSharp with the same weights gives the same probabilities for every digit, to within {LargestDifference:0.0e-0}.");

    /// <summary>Insists on what was found.</summary>
    /// <exception cref="TrainingFailedException">A probability differs by more than it may.</exception>
    public void Require()
    {
        if (LargestDifference is { } difference && !(difference <= Tolerance))
        {
            throw new TrainingFailedException(FormattableString.Invariant(
                $"With the same weights, TorchSharp's probabilities differ by up to {difference:0.0e-0}; the limit is {Tolerance:0e-0}."));
        }
    }

    /// <summary>Compares probabilities.</summary>
    /// <param name="torch">TorchSharp's, [digits x classes].</param>
    /// <param name="predictions">The library's, of the same digits.</param>
    public static TorchCheck Of(float[] torch, IReadOnlyList<RowPrediction> predictions)
    {
        IEnumerable<float> actual = predictions.SelectMany(prediction => prediction.Score);
        return new(torch.Zip(actual, (one, other) => Math.Abs((double)one - other)).Max(), null);
    }
}
