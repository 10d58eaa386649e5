using Spectre.Console;

namespace RnnTrainer.Samples;

/// <summary>The bar that shows how far a training run is, where the screen can show one.</summary>
/// <param name="screen">Where to show it.</param>
/// <param name="cancellation">Of the run: then the bar says that it is stopping.</param>
internal sealed class TrainingBar(Screen screen, CancellationToken cancellation)
{
    private ProgressTask? bar;

    /// <summary>Whether there is one.</summary>
    public bool IsShown => bar is not null;

    /// <summary>Trains, with a bar where the screen can show one.</summary>
    public T Watch<T>(Func<T> train) => !screen.IsLive ? train() : screen.WithBar("reading", task =>
    {
        bar = task;
        using CancellationTokenRegistration registration = cancellation.Register(
            () => bar.Description = screen.Beside("stopping", "press Ctrl-C again to exit now"));
        return train();
    });

    /// <summary>Moves it to where the run is.</summary>
    public void Move(RnnProgress progress)
    {
        if (bar is null)
            return;
        bar.MaxValue = progress.TotalSteps;
        bar.Value = progress.Step;
    }

    /// <summary>Says beside it what the run does.</summary>
    public void Say(string what)
    {
        if (bar is not null && !cancellation.IsCancellationRequested)
            bar.Description = what;
    }
}
