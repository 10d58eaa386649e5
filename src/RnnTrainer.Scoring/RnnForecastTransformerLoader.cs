using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.Forecasting;
using RnnTrainer.MLNet;

[assembly: LoadableClass(typeof(RnnForecastTransformer), typeof(RnnForecastTransformerLoader), null, typeof(SignatureLoadModel),
    "Recurrent forecast", RnnForecastTransformerLoader.LoaderSignature)]

namespace RnnTrainer;

/// <summary>Found by ML.NET when it loads a model that holds an <see cref="RnnForecastTransformer"/>.</summary>
internal static class RnnForecastTransformerLoader
{
    internal const string LoaderSignature = "RnnTrainer.Forecast";

    private static readonly ModelFile File = new("RNN FCST", LoaderSignature, written: 0x00010001, oldest: 0x00010001);

    public static void Save(ModelSaveContext ctx, SavedForecast saved) =>
        File.SaveFramed(ctx, writer => ForecastFormat.Write(writer, saved));

    // Called by ML.NET through reflection.
    internal static RnnForecastTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, File.LoadFramed(ctx, ForecastFormat.Read, "forecast"));
}
