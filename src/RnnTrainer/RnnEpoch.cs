namespace RnnTrainer;

/// <summary>One line of a training history: what was measured while an epoch's rows were trained on.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Step">Optimizer steps done since training began, at the end of this epoch.</param>
/// <param name="Loss">Mean cross-entropy (nats) over all rows of the epoch, each as it was trained on.</param>
/// <param name="Accuracy">Share of the epoch's rows classified right, each as it was trained on; 0 to 1.</param>
/// <param name="LearningRate">Learning rate of the epoch's last step.</param>
public sealed record RnnEpoch(int Epoch, long Step, double Loss, double Accuracy, float LearningRate);
