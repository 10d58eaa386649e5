using Microsoft.ML.Data;

namespace RnnTrainer.Forecasting;

/// <summary>A row that was read ahead of the reader, with the forecast made after it.</summary>
/// <param name="slot">Where its values are kept.</param>
/// <param name="size">Values of a forecast.</param>
internal sealed class ForecastedRow(int slot, int size)
{
    private readonly float[] quantiles = new float[size];

    /// <summary>Where its values are kept.</summary>
    public int Slot => slot;

    public DataViewRowId Id;

    /// <summary>Whether its forecast, or that there is none, is known.</summary>
    public bool IsReady { get; private set; }

    /// <summary>[targets x levels x horizon]; NaN where there is none.</summary>
    public ReadOnlySpan<float> Quantiles => quantiles;

    /// <summary>Begins another row.</summary>
    public void Clear() => IsReady = false;

    /// <summary>There is no forecast.</summary>
    public void SetMissing()
    {
        quantiles.AsSpan().Fill(float.NaN);
        IsReady = true;
    }

    /// <summary>Takes the forecast over.</summary>
    /// <param name="block">A block that was scored.</param>
    /// <param name="window">The window's number in it.</param>
    public void Read(ForecastBlock block, int window)
    {
        block.Read(window, quantiles);
        IsReady = true;
    }
}
