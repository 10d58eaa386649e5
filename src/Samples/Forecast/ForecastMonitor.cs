namespace RnnTrainer.Samples;

/// <summary>Follows the training of a forecast: a bar in a terminal, elsewhere a line now and then on standard error.</summary>
/// <param name="screen">Where the bar is shown.</param>
/// <param name="cancellation">Of the run.</param>
internal sealed class ForecastMonitor(Screen screen, CancellationToken cancellation)
{
    private readonly TrainingBar bar = new(screen, cancellation);
    private ProgressLine? line;

    /// <summary>The last report; null before the first.</summary>
    public RnnProgress? Last { get; private set; }

    /// <summary>Trains.</summary>
    public T Watch<T>(Func<T> train)
    {
        try
        {
            return bar.Watch(train);
        }
        finally
        {
            line?.Dispose();
        }
    }

    /// <summary>Called by the trainer, which waits.</summary>
    public void Report(RnnProgress value)
    {
        Last = value;
        bar.Move(value);
        string validation = value.ValidationLoss is { } loss ? $", validation {loss:0.0000}" : "";
        bar.Say(screen.Beside($"epoch {value.Epoch}", TestPlan.Left(value.Remaining), $"loss {value.Loss:0.0000}{validation}"));
        if (bar.IsShown)
            return;
        line ??= new("steps taken", value.TotalSteps);
        line.Report(value.Step);
    }
}
