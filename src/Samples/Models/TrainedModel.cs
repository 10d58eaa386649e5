using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>A model that <c>train</c> has saved, whatever data it is for.</summary>
/// <param name="Name">The path as the user gave it.</param>
/// <param name="ML">The context that it was loaded in.</param>
/// <param name="Pipeline">The whole pipeline, without the steps that training alone needs.</param>
/// <param name="Schema">Of the data that it is for.</param>
/// <param name="Network">The network in it.</param>
/// <param name="Run">How it came about; null where another program saved it.</param>
internal sealed record TrainedModel(
    string Name, MLContext ML, ITransformer Pipeline, DataViewSchema Schema, RnnTransformer Network, RunRecord? Run)
{
    /// <summary>The classes' names, in the order of the scores.</summary>
    public IReadOnlyList<string> Classes { get; } = ClassesOf(Network);

    /// <summary>How it reads sequences from files.</summary>
    /// <exception cref="InvalidDataException">It reads images.</exception>
    public SequenceColumns Columns => Run?.Sequences ?? throw new InvalidDataException($"'{Name}' was not trained on a file of sequences.");

    /// <summary>The names of a network's classes, in the order of the scores.</summary>
    public static IReadOnlyList<string> ClassesOf(RnnTransformer network) => network.Model.LabelValues is { Count: > 0 } values
        ? [.. values.Select(value => $"{value}")]
        : [.. Enumerable.Range(0, network.Model.ClassCount).Select(index => $"{index}")];

    /// <summary>Loads a model.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds no model of this program.</exception>
    public static TrainedModel Load(FileInfo file)
    {
        MLContext ml = new(seed: 1);
        (ITransformer pipeline, DataViewSchema schema) = ModelZip.Load(ml, file, "train", "train --model");
        return Of($"{file}", ml, pipeline, schema);
    }

    /// <summary>A model that was loaded.</summary>
    /// <exception cref="InvalidDataException">It is not one of this program.</exception>
    public static TrainedModel Of(string file, MLContext ml, ITransformer pipeline, DataViewSchema schema) =>
        pipeline is IEnumerable<ITransformer> steps && steps.OfType<RnnTransformer>().ToArray() is [RnnTransformer network]
            ? new(file, ml, pipeline, schema, network, RunRecord.In(file))
            : throw new InvalidDataException($"'{file}' is an ML.NET model, but not one recurrent network saved by 'train'.");
}
