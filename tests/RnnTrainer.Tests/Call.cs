namespace RnnTrainer.Tests;

/// <summary>A progress that is called at once, on the thread that reports.</summary>
internal sealed class Call(Action<RnnProgress> action) : IProgress<RnnProgress>
{
    public void Report(RnnProgress value) => action(value);
}
