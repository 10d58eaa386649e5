namespace RnnTrainer.Forecasting;

/// <summary>Makes the forecast after each row of a cursor: at once, in blocks, or once the inputs known ahead have come.</summary>
/// <param name="reader">Reads the rows.</param>
/// <param name="scorer">Forecasts.</param>
internal sealed class RowForecasts(ForecastRowReader reader, ForecastScorer scorer)
{
    private readonly ForecastSpec spec = scorer.Spec;
    private readonly ForecastBlock block = scorer.CreateBlock(scorer.BlockWindows);
    private readonly List<ForecastedRow> inBlock = [];
    private readonly SeriesWindow window = new(scorer.Spec);
    private readonly List<ForecastSeries> series = [];
    private readonly List<Queue<(long Origin, ForecastedRow Row)>> waiting = []; // of each series, for rows ahead

    /// <summary>How many rows each series has, in the order in which they first come; null: nobody knows.</summary>
    public long[]? RowsOfSeries { get; set; }

    /// <summary>Reads the row that the cursor stands on; its forecast becomes ready with it or with a later row.</summary>
    public void Add(ForecastedRow row)
    {
        int number = reader.Read();
        if (number == series.Count)
        {
            series.Add(new(spec, reader.Categories(number)));
            waiting.Add(new());
        }
        ForecastSeries own = series[number];
        own.Add(reader.Step);
        long place = own.Count - 1;
        bool isInTime = RowsOfSeries is null || (number < RowsOfSeries.Length && place + spec.RowsAhead < RowsOfSeries[number]);
        if (reader.HasValue && isInTime)
            waiting[number].Enqueue((place, row));
        else
            row.SetMissing();
        while (waiting[number].TryPeek(out (long Origin, ForecastedRow Row) first) && first.Origin + spec.RowsAhead <= place)
        {
            waiting[number].Dequeue();
            window.AddTo(block, own, first.Origin);
            inBlock.Add(first.Row);
            if (block.IsFull)
                Score();
        }
    }

    /// <summary>Makes all rows ready; those that still wait have no forecast.</summary>
    public void End()
    {
        Score();
        foreach ((_, ForecastedRow row) in waiting.SelectMany(rows => rows))
            row.SetMissing();
    }

    /// <summary>Forecasts from the windows that are there.</summary>
    public void Score()
    {
        block.Score();
        for (int i = 0; i < inBlock.Count; i++)
            inBlock[i].Read(block, i);
        inBlock.Clear();
        block.Clear();
    }
}
