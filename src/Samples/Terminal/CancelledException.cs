namespace RnnTrainer.Samples;

/// <summary>A command was cancelled, but not for nothing.</summary>
/// <param name="message">What there is to show for it, and how to go on.</param>
internal sealed class CancelledException(string message) : OperationCanceledException(message);
