namespace RnnTrainer.Samples;

/// <summary>The network on all test digits at one step of training.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Step">Counted from 0, as the tutorial counts.</param>
/// <param name="TrainingLoss">Mean cross-entropy over the epoch's digits so far, each as it was trained on.</param>
/// <param name="TrainingAccuracy">Share of the epoch's digits so far told right, each as it was trained on.</param>
/// <param name="Cost">Mean cross-entropy.</param>
/// <param name="Accuracy">Share of digits told right.</param>
internal sealed record TestResult(
    int Epoch, long Step, double TrainingLoss, double TrainingAccuracy, double Cost, double Accuracy);
