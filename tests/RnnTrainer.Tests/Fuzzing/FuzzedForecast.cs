using RnnTrainer.Forecasting;
using RnnTrainer.Tests.Forecasting;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Forecasts in ML.NET models: sections of columns, scales and a network, in a checksummed frame.</summary>
internal sealed class FuzzedForecast() : FuzzedTransformer<RnnForecastTransformer>(
    new("RNN FCST", RnnForecastTransformerLoader.LoaderSignature, 0x00010001, oldest: 0x00010001),
    Content(RandomForecast.Plain), Content(RandomForecast.WithInputs), Content(RandomForecast.WithCategories))
{
    public override string Name => "forecast";

    protected override byte[] ContentOf(RnnForecastTransformer forecast) => Content(forecast.Saved);

    private static byte[] Content(SavedForecast saved) => Written(writer => ForecastFormat.Write(writer, saved));
}
