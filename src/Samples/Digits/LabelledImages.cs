using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Files;

namespace RnnTrainer.Samples;

/// <summary>One set of images with what they are.</summary>
/// <param name="Name">For messages and headings: "MNIST's test digits", or the path as it was given.</param>
/// <param name="Rows">
/// Columns <c>Pixels</c>, Vector&lt;Byte, height, width&gt;, and <c>Label</c>, a byte or text, if it is known.
/// </param>
internal sealed record LabelledImages(string Name, IDataView Rows)
{
    /// <summary>Whether it is known what they are.</summary>
    public bool HasLabels => Rows.Schema.GetColumnOrNull("Label") is not null;

    /// <summary>Whether they are the fifth of a folder that was not trained on, where the others were.</summary>
    public bool IsHeldOut { get; init; }

    /// <summary>What there is to say of how they were read.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>
    /// The test images of a folder with IDX files; or of one with folders <c>train</c> and <c>test</c>; or all images of
    /// one with a folder for each class, unless a model was trained on it. Without a folder, MNIST's.
    /// </summary>
    /// <param name="model">The model that is to tell the images, in whose form they are read.</param>
    /// <param name="given">The folder.</param>
    /// <param name="isTransposed">Whether images in IDX files are stored column by column.</param>
    /// <param name="mayBeKnown">
    /// Whether the model may have been trained on them; otherwise only what was held out of its folder is taken.
    /// </param>
    /// <exception cref="IOException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It holds none of these.</exception>
    public static LabelledImages OfFolder(SavedModel model, DirectoryInfo? given, bool isTransposed, bool mayBeKnown)
    {
        DirectoryInfo folder = DigitData.Find(given);
        return !mayBeKnown && IdxSet.In(folder) is null && model.Run?.IsOn(folder) == true
            ? DigitData.Open(model.ML, given, model.Form, isTransposed).TestImages
            : OfFolder(model.ML, folder, model.Form, isTransposed || model.WasTransposed(folder)) with
            {
                Name = given is null ? "MNIST's test digits" : $"{given}",
            };
    }

    /// <summary>
    /// The test images of a folder with IDX files; or of one with folders <c>train</c> and <c>test</c>; or all images of one with a folder
    /// for each class.
    /// </summary>
    /// <param name="ml">The context to read with.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="form">The form in which image files are read.</param>
    /// <param name="isTransposed">Whether images in IDX files are stored column by column.</param>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">The folder holds none of these.</exception>
    public static LabelledImages OfFolder(MLContext ml, DirectoryInfo folder, ImageForm form, bool isTransposed) =>
        IdxSet.In(folder) is { } set ? new($"{folder}", set.Test(ml, isTransposed))
        : ImageFolder.TestIn(folder) is { } test ? ImageFolder.Load(ml, test, form, $"{folder}")
        : ImageListing.IsIn(folder) ? ImageFolder.Load(ml, folder, form, $"{folder}")
        : throw DigitData.NothingIn(folder);

    /// <summary>The images of a pair of IDX files.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">They hold something else.</exception>
    public static LabelledImages OfIdx(MLContext ml, FileInfo images, FileInfo? labels, bool isTransposed) =>
        new($"{images}", IdxImages.Load(ml, images.FullName, labels?.FullName, isTransposed));

    /// <summary>Refuses images of which some are of classes that the model does not know, and says of which.</summary>
    /// <exception cref="InvalidDataException">Some are, or there are no images.</exception>
    public void CheckAllFor(SavedModel model)
    {
        string[] found = Classes();
        string[] unknown = [.. found.Except(model.Classes).Order(StringComparer.Ordinal)];
        if (unknown is not [])
        {
            throw new InvalidDataException(
                $"'{Name}' has classes unknown to '{model.Name}': {List(unknown)}. The model knows {List(model.Classes)}.");
        }
    }

    /// <summary>Refuses images of which none is of a class that the model knows, and says of which they are.</summary>
    /// <exception cref="InvalidDataException">None is, or there are no images.</exception>
    public void CheckSomeFor(SavedModel model)
    {
        string[] found = Classes();
        if (!found.Intersect(model.Classes).Any())
        {
            throw new InvalidDataException($"'{model.Name}' knows the classes {List(model.Classes)}, but the images in '{Name}' "
                + $"are of the classes {List(found)}.");
        }
    }

    /// <summary>The images, their labels as text where those of others are: names that are all numbers are read as such.</summary>
    public IDataView WithLabelsAs(MLContext ml, LabelledImages other) => other.Rows.Schema["Label"].Type is TextDataViewType
        ? ml.Transforms.Conversion.ConvertType("Label", "Label", DataKind.String).Fit(Rows).Transform(Rows) : Rows;

    /// <summary>A column's values as text.</summary>
    public IEnumerable<string> TextOf(string column)
    {
        MLContext ml = new();
        IDataView text = ml.Transforms.Conversion.ConvertType(column, column, DataKind.String).Fit(Rows).Transform(Rows);
        return text.GetColumn<string>(column);
    }

    private string[] Classes()
    {
        string[] found = [.. TextOf("Label").Distinct()];
        return found is [] ? throw new InvalidDataException($"'{Name}' holds no images.") : found;
    }

    private static string List(IReadOnlyCollection<string> names) => ErrorText.List(names, name => name);
}
