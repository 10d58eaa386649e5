using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace RnnTrainer.Samples;

/// <summary>
/// What a finalizer throws, which would end the process: ML.NET's writer of models throws again in its own what it threw where the disk
/// was full, after the command has dealt with it.
/// </summary>
internal static class FinalizerFailure
{
    /// <summary>Lets the process go on; once, at its start.</summary>
    public static void Ignore() => ExceptionHandling.SetUnhandledExceptionHandler(
        exception => new StackTrace(exception).GetFrames().Any(frame => frame.GetMethod()?.Name == "Finalize"));
}
