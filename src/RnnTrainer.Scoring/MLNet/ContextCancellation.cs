using Microsoft.ML.Runtime;

namespace RnnTrainer.MLNet;

/// <summary>Ends work that its MLContext was told to stop.</summary>
internal static class ContextCancellation
{
    /// <exception cref="OperationCanceledException">The context was told to stop.</exception>
    public static void Check(IHostEnvironment environment) => environment.CheckAlive();
}
