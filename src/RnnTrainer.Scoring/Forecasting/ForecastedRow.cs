using Microsoft.ML.Data;

namespace RnnTrainer.Forecasting;

/// <summary>
/// A row that was read ahead of the reader, with the forecast made after it. While it waits for its forecast it has no room for one, so
/// that many rows may wait.
/// </summary>
/// <param name="slot">Where its values are kept.</param>
/// <param name="room">Where it takes room for its forecast from.</param>
internal sealed class ForecastedRow(int slot, ForecastRoom room)
{
    private float[]? quantiles;

    /// <summary>Where its values are kept.</summary>
    public int Slot => slot;

    public DataViewRowId Id;

    /// <summary>Whether its forecast, or that there is none, is known.</summary>
    public bool IsReady => quantiles is not null;

    /// <summary>[targets x levels x horizon]; NaN where there is none.</summary>
    public ReadOnlySpan<float> Quantiles => quantiles;

    /// <summary>Begins another row.</summary>
    public void Clear()
    {
        room.Return(quantiles);
        quantiles = null;
    }

    /// <summary>There is no forecast.</summary>
    public void SetMissing() => quantiles = room.Missing;

    /// <summary>Takes the forecast over.</summary>
    /// <param name="block">A block that was scored.</param>
    /// <param name="window">The window's number in it.</param>
    public void Read(ForecastBlock block, int window)
    {
        quantiles = room.Rent();
        block.Read(window, quantiles);
    }
}
