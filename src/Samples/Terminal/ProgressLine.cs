using System.Diagnostics;

namespace RnnTrainer.Samples;

/// <summary>
/// How far a long job is, on standard error: a line that is written over in a terminal, a line now and then elsewhere, and
/// nothing for a job that is done at once.
/// </summary>
/// <param name="what">What is counted: "images read".</param>
/// <param name="total">How many there will be, if that is known.</param>
internal sealed class ProgressLine(string what, long? total) : IDisposable
{
    private readonly bool isLive = !Console.IsErrorRedirected;
    private readonly Stopwatch running = Stopwatch.StartNew();
    private TimeSpan next = TimeSpan.FromSeconds(Console.IsErrorRedirected ? 10 : 1);
    private int written;

    /// <summary>The items, counted as they are asked for.</summary>
    /// <exception cref="OperationCanceledException">The job has been cancelled.</exception>
    public IEnumerable<T> Count<T>(IEnumerable<T> items, CancellationToken cancellation)
    {
        long done = 0;
        foreach (T item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
            Report(++done);
        }
    }

    /// <summary>Says how far the job is, if it is time to.</summary>
    public void Report(long done)
    {
        if (running.Elapsed < next)
            return;
        next = running.Elapsed + (isLive ? TimeSpan.FromSeconds(0.2) : TimeSpan.FromSeconds(10));
        string line = total is null ? $"{done:N0} {what}" : $"{done:N0} of {total:N0} {what}";
        if (isLive)
            Console.Error.Write($"\r{line.PadRight(written)}");
        else
            Console.Error.WriteLine(line);
        written = line.Length;
    }

    /// <summary>Leaves no trace in a terminal.</summary>
    public void Dispose()
    {
        if (isLive && written > 0)
            Console.Error.Write($"\r{new string(' ', written)}\r");
    }
}
