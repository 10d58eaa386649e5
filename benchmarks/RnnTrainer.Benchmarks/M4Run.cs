using System.Diagnostics;
using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>A forecast of the M4 competition's hourly series, trained with a seed.</summary>
/// <param name="Seed">Of the run.</param>
/// <param name="Metrics">How good the forecast of the values that followed is.</param>
/// <param name="Seconds">Wall time of <c>Fit</c>.</param>
/// <param name="ProcessorSeconds">Processor time that the process used meanwhile: what counts where others use the machine too.</param>
internal sealed record M4Run(int Seed, RnnForecastMetrics Metrics, double Seconds, double ProcessorSeconds)
{
    /// <summary>Trains with these options as they are, but for the seed.</summary>
    public static M4Run Of(IReadOnlyList<M4Series> series, RnnOptions options, int seed)
    {
        MLContext ml = new(seed);
        RnnForecastEstimator estimator = ml.Forecasting.ForecastByRnn("Value", M4Series.Horizon, M4Series.Season, "Series",
            new RnnForecastOptions { Training = options with { Seed = seed } });
        IDataView train = M4Series.Train(ml, series);
        TimeSpan used = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        RnnForecastTransformer forecast = estimator.Fit(train);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, processor = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        RnnForecastMetrics metrics = ml.Forecasting.Evaluate(forecast.Backtest(M4Series.All(ml, series)));
        Console.Error.WriteLine(Invariant($"seed {seed} ({seconds:0.0} s, {processor:0.0} s of processors)\n{metrics}\n"));
        return new(seed, metrics, seconds, processor);
    }
}
