using RnnTrainer.Scoring;

namespace RnnTrainer.Forecasting;

/// <summary>A few windows, put in one by one and forecast from together. The memory is used again from block to block.</summary>
/// <param name="spec">What is forecast.</param>
/// <param name="block">Their sequences.</param>
/// <param name="windows">The most windows that it takes.</param>
internal sealed class ForecastBlock(ForecastSpec spec, ScoringBlock block, int windows)
{
    private readonly ForecastWindow[] scales = [.. Enumerable.Range(0, windows).Select(_ => new ForecastWindow(spec))];

    /// <summary>Windows put in.</summary>
    public int Count => block.Count;

    /// <summary>Whether it should be scored before more windows come.</summary>
    public bool IsFull => block.IsFull;

    /// <summary>Takes all windows out.</summary>
    public void Clear() => block.Clear();

    /// <summary>Puts in one more window.</summary>
    /// <param name="rows">The last rows of a series, as <see cref="ForecastWindow.Write"/> takes them.</param>
    /// <param name="ahead">The inputs known ahead, likewise.</param>
    /// <param name="categories">A category of each static input; 0 where it is missing.</param>
    public void Add(ReadOnlySpan<float> rows, ReadOnlySpan<float> ahead, ReadOnlySpan<int> categories = default)
    {
        ForecastWindow window = scales[block.Count];
        window.Write(rows, ahead, block.Add(spec.TimeSteps * spec.RowSize, categories));
    }

    /// <summary>Forecasts from the windows put in, once.</summary>
    public void Score() => block.Score();

    /// <summary>The forecast of a window, in the targets' units.</summary>
    /// <param name="window">Its number, from 0.</param>
    /// <param name="quantiles">[targets x levels x horizon], each number's ascending from level to level.</param>
    public void Read(int window, Span<float> quantiles) => scales[window].ToUnits(block.Outputs(window), quantiles);
}
