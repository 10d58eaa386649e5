using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer;

// Monthly airline passengers. For your own data, replace the file, the names of the columns, and how far to look ahead.
const int Horizon = 24, Season = 12;
MLContext ml = new(seed: 1);
IDataView months = ml.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "airline-passengers.csv"),
    [new("Month", DataKind.DateTime, 0), new("Passengers", DataKind.Single, 1)], separatorChar: ',', hasHeader: true);
RnnForecastEstimator estimator = ml.Forecasting.ForecastByRnn("Passengers", Horizon, Season);

// How good is it? The last months are forecast from those before, and compared with the same months a year earlier.
Console.WriteLine("Training without the last months.");
Console.WriteLine(ml.Forecasting.Evaluate(estimator.Backtest(months, origins: 1)));

// The forecast, by a network that knows all months.
Console.WriteLine("Training on all months.");
RnnForecastTransformer network = estimator.Fit(months);
foreach (Ahead ahead in ml.Data.CreateEnumerable<Ahead>(network.Forecast(months), reuseRowObject: false))
    Console.WriteLine($"month {ahead.Step,2}: {ahead.Forecast,4:0} ({ahead.LowerBound:0} to {ahead.UpperBound:0})");

ml.Model.Save(network, months.Schema, "forecast.zip");
network.SaveForecastReport("forecast.html", months,
    new RnnForecastReportOptions { Title = "Passengers", TimeColumnName = "Month", Compare = false });
Console.WriteLine("Saved: the model in forecast.zip, a report in forecast.html.");

sealed class Ahead
{
    public int Step { get; set; }

    public float Forecast { get; set; }

    public float LowerBound { get; set; }

    public float UpperBound { get; set; }
}
