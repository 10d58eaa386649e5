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
            throw new IOException($"'{file}' is a folder, but a model that the training console has saved is wanted: a zip file.");
        if (!file.Exists)
            throw new FileNotFoundException($"There is no model '{file}'. Train one: dotnet run -c Release --project src/Samples -- "
                + $"--model {file}", file.FullName);
        (ITransformer pipeline, DataViewSchema? schema) = Read(ml, file);
        if (pipeline is not IEnumerable<ITransformer> steps || steps.OfType<RnnTransformer>().ToArray() is not [RnnTransformer network])
            throw new InvalidDataException($"'{file}' is an ML.NET model, but has not one recurrent network in a pipeline, as the "
                + "training console saves it.");
        if (network.Model.Pooling == RnnPooling.None)
            throw new InvalidDataException($"'{file}' has a class for each row of pixels, and not one for the whole image.");
        if (schema?.GetColumnOrNull("Pixels") is not { } column || network.Model.LabelValues.Count == 0)
            throw new InvalidDataException($"'{file}' was not trained on images with labels: it wants no column 'Pixels', or does not "
                + "name its classes.");
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
                ? "It was saved before scoring had an assembly of its own: load it, and save it again, in a program that references "
                    + "RnnTrainer."
                : "Add a reference to the package that has it.";
            throw new InvalidDataException($"The model '{file}' names an assembly that is not in this program: {name}. {cure}", exception);
        }
        catch (Exception exception) when (exception is not (IOException or UnauthorizedAccessException))
        {
            string cause = exception.GetBaseException().Message;
            throw new InvalidDataException($"'{file}' is not an ML.NET model, or a damaged one: {cause}", exception);
        }
    }
}
