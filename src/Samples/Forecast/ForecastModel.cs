using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>Networks that forecast: trained, or saved and loaded again.</summary>
internal static class ForecastModel
{
    /// <summary>Loads one.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static RnnForecastTransformer Load(MLContext ml, FileInfo file)
    {
        (ITransformer pipeline, _) = ModelZip.Load(ml, file, "forecast", "forecast --save");
        return In(file, pipeline)
            ?? throw new InvalidDataException($"'{file}' is an ML.NET model, but not a forecast saved by 'forecast'.");
    }

    /// <summary>The network of a pipeline that is a forecast alone; null where it is something else.</summary>
    /// <exception cref="InvalidDataException">It reads more than its value.</exception>
    public static RnnForecastTransformer? In(FileInfo file, ITransformer pipeline)
    {
        ITransformer[] steps = pipeline is IEnumerable<ITransformer> several ? [.. several] : [pipeline];
        if (steps is not [RnnForecastTransformer network])
            return null;
        string[] inputs = [.. network.KnownInputColumnNames, .. network.PastInputColumnNames, .. network.StaticInputColumnNames];
        return inputs.Length == 0 ? network
            : throw new InvalidDataException($"The forecast in '{file}' has inputs besides its value: {string.Join(", ", inputs)}. "
                + "Use it in a program, through RnnForecastTransformer.Forecast.");
    }

    /// <summary>Trains one.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="data">What to forecast.</param>
    /// <param name="series">The series to learn from; as many values as are forecast are held out at the end of each.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="TrainingFailedException">There is nothing to learn from, or training diverged.</exception>
    public static RnnForecastTransformer Train(MLContext ml, ForecastData data, IReadOnlyList<ReadSeries> series, RnnOptions options)
    {
        SeriesColumns columns = data.File.Columns;
        IDataView rows = data.Rows(ml, series, heldOut: data.Horizon);
        RnnForecastOptions forecast = new() { Training = options };
        return TrainingFailedException.Of(() =>
            ml.Forecasting.ForecastByRnn(columns.Value, data.Horizon, data.Season, columns.Series, forecast).Fit(rows),
            cure: "Try another --seed, or check the data for extreme values.");
    }
}
