namespace RnnTrainer.Tests.Fuzzing;

/// <summary>An input took more time or memory than <see cref="InputLimits"/> allow.</summary>
internal sealed class LimitException(string message) : Exception(message);
