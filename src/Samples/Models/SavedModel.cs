using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A model that <c>train</c> has saved, loaded again: an ML.NET pipeline from <c>Pixels</c> to <c>Score</c>.</summary>
internal sealed class SavedModel
{
    private SavedModel(TrainedModel model, ImageForm form)
    {
        (Name, ML, Pipeline, _, Network, Run) = model;
        Form = form;
        Classes = model.Classes;
    }

    /// <summary>The path as the user gave it.</summary>
    public string Name { get; }

    /// <summary>The file's name, without the folders that it lies in.</summary>
    public string FileName => Path.GetFileName(Name);

    /// <summary>The context that it was loaded in.</summary>
    public MLContext ML { get; }

    /// <summary>The whole pipeline: wants the column <c>Pixels</c> only, Vector&lt;Byte, height, width&gt;.</summary>
    public ITransformer Pipeline { get; }

    /// <summary>The network in it.</summary>
    public RnnTransformer Network { get; }

    /// <summary>The form in which it gets its images.</summary>
    public ImageForm Form { get; }

    /// <summary>Rows of the images that it was trained on.</summary>
    public int Height => Form.Height;

    /// <summary>Pixels in a row.</summary>
    public int Width => Form.Width;

    /// <summary>How it came about; null where another program saved it.</summary>
    public RunRecord? Run { get; }

    /// <summary>The classes' names, in the order of the scores.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Loads a model.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds no model of this program for images.</exception>
    public static SavedModel Load(FileInfo file) => Of(TrainedModel.Load(file));

    /// <summary>The model, if it is for images.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static SavedModel Of(TrainedModel model)
    {
        (string file, MLContext ml, ITransformer pipeline, DataViewSchema schema, RnnTransformer network, RunRecord? run) = model;
        if (schema.GetColumnOrNull("Pixels")?.Type is not VectorDataViewType { Dimensions: [int height, int width] } type
            || type.ItemType != NumberDataViewType.Byte)
        {
            throw new InvalidDataException(
                $"The model in '{file}' was not trained on images: it has no column 'Pixels' of bytes, rows x columns.");
        }
        if (network.Model is not { Head: RnnHead.Softmax, Pooling: not RnnPooling.None })
            throw new InvalidDataException($"The model in '{file}' does not classify images as models saved by 'train' do.");
        CheckNeedsOnly(pipeline, "Pixels", type, file);
        ImagePreparation preparation = run is null ? ImagePreparation.Digits : ImagePreparation.Named(run.Preparation)
            ?? throw new InvalidDataException($"'{file}' needs images prepared as '{run.Preparation}', which this program does not support."
                + $" It supports {string.Join(", ", ImagePreparation.All)}.");
        return new(model, new(height, width, preparation));
    }

    /// <summary>Whether it was trained on a folder of IDX files whose images are stored column by column.</summary>
    public bool WasTransposed(DirectoryInfo folder) => Run is { Transposed: true } run && run.IsOn(folder);

    /// <summary>Refuses images of another size.</summary>
    /// <exception cref="InvalidDataException">They have one.</exception>
    public void CheckSize(LabelledImages images)
    {
        DataViewType type = images.Rows.Schema["Pixels"].Type;
        if (type is VectorDataViewType { Dimensions: [int height, int width] } && (height, width) == (Height, Width))
            return;
        string size = type is VectorDataViewType vector ? string.Join(" x ", vector.Dimensions) : $"{type}";
        throw new InvalidDataException(
            $"'{Name}' was trained on images of {Height} x {Width} pixels, but '{images.Name}' has {size}.");
    }

    /// <summary>What the model says of images; the labels are looked up among its classes by their text.</summary>
    /// <param name="images">Images with labels; those of no class that the model knows get the key 0, which is none.</param>
    /// <exception cref="InvalidDataException">They have another size than the model's.</exception>
    public IDataView Score(LabelledImages images)
    {
        CheckSize(images);
        IDataView classes = ML.Data.LoadFromEnumerable(Classes.Select(name => new ClassName { Label = name }));
        return ML.Transforms.Conversion.ConvertType("Label", "Label", DataKind.String)
            .Append(ML.Transforms.Conversion.MapValueToKey("Label", "Label", keyData: classes))
            .Fit(images.Rows).Transform(Pipeline.Transform(images.Rows));
    }

    /// <summary>The probability of each class for each of some images.</summary>
    /// <param name="images">Rows of pixels each, <see cref="Height"/> x <see cref="Width"/>.</param>
    public float[][] Score(IReadOnlyList<byte[]> images)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Image));
        definition["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, Height, Width);
        IDataView rows = ML.Data.LoadFromEnumerable(images.Select(pixels => new Image { Pixels = pixels }), definition);
        return [.. Pipeline.Transform(rows).GetColumn<float[]>("Score")];
    }

    private static void CheckNeedsOnly(ITransformer pipeline, string column, DataViewType type, string file)
    {
        DataViewSchema.Builder needed = new();
        needed.AddColumn(column, type);
        try
        {
            pipeline.GetRowToRowMapper(needed.ToSchema());
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InvalidDataException(
                $"The model in '{file}' needs more than the column '{column}': {exception.Message} "
                + $"Train one: rnn-samples train --model {file}",
                exception);
        }
    }

    private sealed class Image
    {
        public byte[] Pixels { get; set; } = [];
    }

    private sealed class ClassName
    {
        public string Label { get; set; } = "";
    }
}
