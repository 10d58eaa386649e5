using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>The pages for models of each kind.</summary>
internal static class ServedModels
{
    /// <summary>Loads a model, and finds its page: a forecast's, that of a file of sequences, or the one to draw on.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds no model of this program.</exception>
    public static ServedContent Open(FileInfo file)
    {
        MLContext ml = new(seed: 1);
        (ITransformer pipeline, DataViewSchema schema) = ModelZip.Load(ml, file, "train", "train --model");
        if (ForecastModel.In(file, pipeline) is { } forecast)
            return new SeriesContent($"{file}", ml, forecast);
        TrainedModel model = TrainedModel.Of($"{file}", ml, pipeline, schema);
        return model.Run?.Sequences is null ? new DrawingContent(new(SavedModel.Of(model))) : new SequenceContent(model);
    }
}
