using Microsoft.ML.Runtime;

namespace RnnTrainer.MLNet;

/// <summary>Tells users of an MLContext what they should look at, through its log.</summary>
internal static class ContextLog
{
    /// <param name="environment">The context.</param>
    /// <param name="source">What speaks.</param>
    /// <param name="message">What it says.</param>
    public static void Warn(IHostEnvironment environment, string source, string message)
    {
        using IChannel channel = environment.Start(source);
        channel.Warning(message);
    }
}
