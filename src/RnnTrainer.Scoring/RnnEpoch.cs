namespace RnnTrainer;

/// <summary>One line of a training history: what was measured while an epoch's rows were trained on.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Step">Optimizer steps done since training began, at the end of this epoch.</param>
/// <param name="Loss">Mean cross-entropy (nats) over all rows of the epoch, each as it was trained on.</param>
/// <param name="Accuracy">Share of the epoch's rows classified right, each as it was trained on; 0 to 1.</param>
/// <param name="LearningRate">Learning rate of the epoch's last step.</param>
/// <param name="GradientNorm">
/// Mean Euclidean norm of the gradients of the epoch's batches, before clipping; 0 in models saved before it was measured.
/// </param>
/// <param name="ValidationLoss">
/// Mean cross-entropy (nats) over all validation rows at the end of the epoch, a probability below 1e-15 taken as 1e-15;
/// <see langword="null"/> without validation data.
/// </param>
/// <param name="ValidationAccuracy">
/// Share of all validation rows classified right at the end of the epoch; 0 to 1; <see langword="null"/> without validation
/// data.
/// </param>
public sealed record RnnEpoch(
    int Epoch, long Step, double Loss, double Accuracy, float LearningRate,
    double GradientNorm = 0, double? ValidationLoss = null, double? ValidationAccuracy = null)
{
    /// <summary>The line with its values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnEpoch), PrintMembers);
}
