namespace RnnTrainer.Samples;

/// <summary>The network on all test digits at one step of training.</summary>
/// <param name="Step">Counted from 0, as the tutorial counts.</param>
/// <param name="Cost">Mean cross-entropy.</param>
/// <param name="Accuracy">Share of digits told right.</param>
internal sealed record TestResult(long Step, double Cost, double Accuracy);
