using System.Runtime.InteropServices;

namespace RnnTrainer.Samples;

/// <summary>Ctrl-C and SIGTERM: the first asks the command to end in its own time, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private int signals;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Does some work that cannot be cancelled; when the token is, leaves it alone and goes on.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before the work was done.</exception>
    public static T Await<T>(Func<T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.Run(work, CancellationToken.None).WaitAsync(cancellation).GetAwaiter().GetResult();
    }

    /// <summary>What the work gives; null where it was cancelled.</summary>
    public static T? OrNull<T>(Func<T> work) where T : class
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref signals) == 1)
        {
            _ = source.CancelAsync();
            return;
        }
        // A bar has hidden it.
        if (!Console.IsOutputRedirected)
            Console.CursorVisible = true;
        ProcessEnd.Now(ExitCode.Cancelled);
    }
}
