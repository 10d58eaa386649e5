using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.Calendar;
using RnnTrainer.MLNet;

[assembly: LoadableClass(typeof(CalendarFeaturesTransformer), typeof(CalendarFeaturesTransformerLoader), null, typeof(SignatureLoadModel),
    "Calendar features", CalendarFeaturesTransformerLoader.LoaderSignature)]

namespace RnnTrainer;

/// <summary>Found by ML.NET when it loads a model that holds a <see cref="CalendarFeaturesTransformer"/>.</summary>
internal static class CalendarFeaturesTransformerLoader
{
    internal const string LoaderSignature = "RnnTrainer.Calendar";

    private static readonly ModelFile File = new("CALENDAR", LoaderSignature, written: 0x00010001, oldest: 0x00010001);

    public static void Save(ModelSaveContext ctx, CalendarSettings settings) =>
        File.SaveFramed(ctx, writer => CalendarSettingsFormat.Write(writer, settings));

    // Called by ML.NET through reflection.
    internal static CalendarFeaturesTransformer Create(IHostEnvironment env, ModelLoadContext ctx) =>
        new(env, File.LoadFramed(ctx, CalendarSettingsFormat.Read, "CalendarFeatures"));
}
