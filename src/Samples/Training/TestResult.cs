namespace RnnTrainer.Samples;

/// <summary>The network at one step of training.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Step">Counted from 0, as the tutorial counts.</param>
/// <param name="TrainingLoss">Mean cross-entropy over the epoch's digits so far, each as it was trained on.</param>
/// <param name="TrainingAccuracy">Share of the epoch's digits so far told right, each as it was trained on.</param>
/// <param name="ValidationLoss">Mean cross-entropy over the digits held out; null in mid-epoch, and where there are none.</param>
/// <param name="ValidationAccuracy">Share of them told right.</param>
/// <param name="Cost">Mean cross-entropy over all test digits; null where the run was cancelled before they were tested.</param>
/// <param name="Accuracy">Share of them told right.</param>
internal sealed record TestResult(
    int Epoch, long Step, double TrainingLoss, double TrainingAccuracy, double? ValidationLoss, double? ValidationAccuracy, double? Cost, double? Accuracy)
{
    /// <summary>Loss and accuracy on validation and test digits, as far as there are any: a line of 80 columns has room for them.</summary>
    public override string ToString()
    {
        string validation = ValidationLoss is null ? "" : $"validation {Pair(ValidationLoss, ValidationAccuracy)}, ";
        return validation + (Cost is null ? "not tested" : $"test {Pair(Cost, Accuracy)}");
    }

    /// <summary>A loss, and an accuracy in percent: "0.2817 92.39%".</summary>
    public static string Pair(double? loss, double? accuracy) => $"{loss:0.0000} {100 * accuracy:0.00}%";
}
