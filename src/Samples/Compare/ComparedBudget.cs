namespace RnnTrainer.Samples;

/// <summary>What every trainer of a comparison is given.</summary>
/// <param name="TrainingRows">Rows to learn from, the same for all.</param>
/// <param name="AllRows">Rows that there are.</param>
/// <param name="TestRows">Rows to test on, the same for all.</param>
/// <param name="Epochs">Passes of a network over the training rows.</param>
/// <param name="Seed">Random seed.</param>
/// <param name="Cancellation">Ends a network's training.</param>
internal sealed record ComparedBudget(long TrainingRows, long AllRows, long TestRows, int Epochs, int Seed, CancellationToken Cancellation)
{
    /// <summary>The budget in words.</summary>
    public string Text =>
        $"Each trainer learns from the same {TrainingRows:N0} of {AllRows:N0} rows, with features from 0 to 1, and is tested on the "
            + $"same {TestRows:N0}. "
        + $"The networks see each row {Epochs} {(Epochs == 1 ? "time" : "times")}; the others stop where ML.NET's defaults "
            + $"stop them. Seed {Seed}. "
        + $"Times are wall-clock times on {Environment.ProcessorCount} processors, without reading the data; rows/s is for scoring; "
        + "size is that of the saved trainer.";
}
