using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.NetworkReports;

namespace RnnTrainer.ScoringSample;

/// <summary>A saved ML.NET pipeline from <c>Pixels</c> to <c>PredictedLabel</c>.</summary>
internal sealed class DigitModel
{
    private readonly FileInfo file;
    private readonly ITransformer pipeline;
    private readonly DataViewType pixels;
    private readonly string[] classes;

    private DigitModel(FileInfo file, ITransformer pipeline, DataViewType pixels, RnnModel network)
    {
        this.file = file;
        this.pipeline = pipeline;
        this.pixels = pixels;
        classes = [.. network.LabelValues.Select(value => $"{value}")];
        Description = $"{file}: {NetworkText.Of(network)}, {network.InputSize} inputs a step, {network.ClassCount} classes";
    }

    /// <summary>The file and its network, in a line.</summary>
    public string Description { get; }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds no model, or one that this program cannot score.</exception>
    public static DigitModel Load(MLContext ml, FileInfo file)
    {
        if (Directory.Exists(file.FullName))
            throw new IOException($"'{file}' is a folder; expected a model saved by the training console (.zip).");
        if (!file.Exists)
            throw new FileNotFoundException($"There is no model '{file}'. Train one: dotnet run -c Release --project src/Samples -- "
                + $"--model {file}", file.FullName);
        (ITransformer pipeline, DataViewSchema? schema) = Read(ml, file);
        if (pipeline is not IEnumerable<ITransformer> steps || steps.OfType<RnnTransformer>().ToArray() is not [RnnTransformer network])
            throw new InvalidDataException($"'{file}' is an ML.NET model, but not a pipeline with one recurrent network, as saved by "
                + "the training console.");
        if (network.Model.Pooling == RnnPooling.None)
            throw new InvalidDataException($"'{file}' classifies each row of pixels instead of the image.");
        if (schema?.GetColumnOrNull("Pixels") is not { } column || network.Model.LabelValues.Count == 0)
            throw new InvalidDataException($"'{file}' was not trained on labelled images: it has no input 'Pixels', or no names of "
                + "classes.");
        return new(file, pipeline, column.Type, network.Model);
    }

    /// <summary>The name of the class that each image is taken for.</summary>
    /// <exception cref="InvalidDataException">The images are of another size than those of training.</exception>
    public string[] Predict(IDataView images)
    {
        DataViewType type = images.Schema["Pixels"].Type;
        if (!type.Equals(pixels))
            throw new InvalidDataException($"'{file}' was trained on images of {pixels}; these are {type}.");
        return [.. pipeline.Transform(images).GetColumn<uint>("PredictedLabel").Select(key => key == 0 ? "" : classes[key - 1])];
    }

    private static (ITransformer Pipeline, DataViewSchema? Schema) Read(MLContext ml, FileInfo file)
    {
        try
        {
            return (ml.Model.Load(file.FullName, out DataViewSchema schema), schema);
        }
        catch (Exception exception) when (exception.GetBaseException() is FileNotFoundException { FileName: { } assembly })
        {
            string name = assembly.Split(',')[0];
            string cure = name == nameof(RnnTrainer)
                ? "It was saved by an early version. Load and save it in a program that references "
                    + "RnnTrainer."
                : "Add a reference to its package.";
            throw new InvalidDataException($"The model '{file}' needs an assembly that this program lacks: {name}. {cure}", exception);
        }
        catch (Exception exception) when (exception is not (IOException or UnauthorizedAccessException))
        {
            string cause = exception.GetBaseException().Message;
            throw new InvalidDataException($"'{file}' is not an ML.NET model, or is damaged: {cause}", exception);
        }
    }
}
