using System.Diagnostics;

namespace RnnTrainer.Benchmarks;

/// <summary>Times the steps of a fit between the first report, after the first step, and the last one.</summary>
internal sealed class StepClock
{
    private long first, last;

    /// <summary>How long the steps after the first took.</summary>
    public TimeSpan Steps => Stopwatch.GetElapsedTime(first, last);

    /// <summary>Takes note of a report.</summary>
    public void Report(RnnProgress value)
    {
        last = Stopwatch.GetTimestamp();
        if (first == 0)
            first = last;
    }
}
