using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>Labelled images to train and to test on: IDX files as MNIST's, or folders of image files.</summary>
/// <param name="Name">For headings: "MNIST", or the folder's path as it was given.</param>
/// <param name="Train">Columns <c>Pixels</c>, Vector&lt;Byte, height, width&gt;, and <c>Label</c>, a byte or text.</param>
/// <param name="Test">Other images, with the same columns.</param>
internal sealed record DigitData(string Name, IDataView Train, IDataView Test)
{
    /// <summary>Whether the test images are a fifth of one folder, and the others of it those to train on.</summary>
    public bool IsHeldOut { get; init; }

    /// <summary>What there is to say of how they were read.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The images to test on.</summary>
    public LabelledImages TestImages => new(Name, Test) { IsHeldOut = IsHeldOut, Remarks = Remarks };

    /// <summary>Rows of an image.</summary>
    public int Height => Dimensions.Height;

    /// <summary>Pixels in a row.</summary>
    public int Width => Dimensions.Width;

    private (int Height, int Width) Dimensions => ((VectorDataViewType)Train.Schema["Pixels"].Type).Dimensions is [int height, int width]
        ? (height, width)
        : throw new InvalidDataException($"'{Name}' holds {Train.Schema["Pixels"].Type}; expected images of rows and columns.");

    /// <summary>The folder given; or data/mnist in the current folder, the program's, or one above either.</summary>
    /// <param name="ml">The context to read with.</param>
    /// <param name="given">
    /// A folder with IDX files, see <see cref="IdxSet"/>; or one with folders <c>train</c> and <c>test</c> of images; or one folder of
    /// images, a fifth of which becomes the test set. See <see cref="ImageFolder"/>.
    /// </param>
    /// <param name="form">The form in which image files are read.</param>
    /// <param name="isTransposed">Whether images in IDX files are stored column by column.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It holds none of these.</exception>
    public static DigitData Open(MLContext ml, DirectoryInfo? given, ImageForm form, bool isTransposed)
    {
        DirectoryInfo folder = Find(given);
        string name = given is null ? "MNIST" : given.ToString();
        if (IdxSet.In(folder) is { } set)
            return new(name, set.Train(ml, isTransposed), set.Test(ml, isTransposed));
        if (ImageFolder.TrainIn(folder) is { } train && ImageFolder.TestIn(folder) is { } test)
        {
            LabelledImages toTrain = ImageFolder.Load(ml, train, form, name), toTest = ImageFolder.Load(ml, test, form, name);
            return new(name, toTrain.WithLabelsAs(ml, toTest), toTest.WithLabelsAs(ml, toTrain))
            {
                Remarks = [.. toTrain.Remarks, .. toTest.Remarks, .. ImageFolder.RemarksOnParts(folder)],
            };
        }
        if (!ImageListing.IsIn(folder))
            throw NothingIn(folder);
        // By a seed of its own: whatever seed a model was trained with, it is never tested on images that it has seen.
        LabelledImages all = ImageFolder.Load(ml, folder, form, name);
        DataOperationsCatalog.TrainTestData split = ml.Data.TrainTestSplit(all.Rows, testFraction: 0.2, seed: 1);
        return new(name, split.TrainSet, split.TestSet) { IsHeldOut = true, Remarks = all.Remarks };
    }

    /// <summary>How many images there are. Where the view does not know, they are counted without being read.</summary>
    public static long Count(IDataView images)
    {
        if (images.GetRowCount() is long known)
            return known;
        long count = 0;
        using DataViewRowCursor cursor = images.GetRowCursor([]);
        while (cursor.MoveNext())
            count++;
        return count;
    }

    /// <summary>How many classes there are among the images to train on.</summary>
    /// <param name="prepared">Images with their labels as keys.</param>
    public static int CountClasses(IDataView prepared) => (int)((KeyDataViewType)prepared.Schema["Label"].Type).Count;

    /// <summary>Looks whether there is something to learn.</summary>
    /// <param name="prepared">Images with their labels as keys.</param>
    /// <exception cref="InvalidDataException">There is not.</exception>
    public void CheckTrain(IDataView prepared)
    {
        if (CountClasses(prepared) == 1)
        {
            throw new InvalidDataException(
                $"'{Name}' has training images of only one class; training needs at least two.");
        }
    }

    /// <summary>Looks for test images of classes that there are none of to train on: ML.NET's metrics leave them out.</summary>
    /// <param name="preparedTest">The test images, their labels as keys.</param>
    /// <returns>What there is to say of the data.</returns>
    /// <exception cref="InvalidDataException">There is nothing to test on, or to learn from.</exception>
    public string[] CheckTest(IDataView preparedTest)
    {
        CheckTrain(preparedTest);
        uint[] keys = [.. preparedTest.GetColumn<uint>("Label")];
        int unknown = keys.Count(key => key == 0);
        if (unknown == keys.Length)
        {
            throw new InvalidDataException(keys is []
                ? $"'{Name}' has too few images to hold out test images. Add more, or folders 'train' and 'test'."
                : $"'{Name}' has no test images of the classes in its training images.");
        }
        return unknown == 0 ? [.. Remarks]
            : [.. Remarks, $"{unknown} of {keys.Length} test digits belong to classes without training digits; they are ignored."];
    }

    /// <summary>The folder given, if it exists; without one, MNIST's.</summary>
    /// <exception cref="IOException">There is no such folder.</exception>
    public static DirectoryInfo Find(DirectoryInfo? given) => given is null
        ? new(ShippedData.Find("mnist", "set --data to a folder with MNIST's IDX files"))
        : given.Exists || IdxSet.In(given) is not null ? given
        : File.Exists(given.FullName) ? throw new IOException($"'{given}' is a file; expected a folder of data.")
        : throw new DirectoryNotFoundException(
            $"There is no data folder '{given}'. Set --data to a folder with MNIST's IDX files or with images.");

    /// <summary>What to throw where a folder holds no data.</summary>
    public static InvalidDataException NothingIn(DirectoryInfo folder) => new(
        $"The data folder '{folder}' holds neither IDX files (train-images-idx3-ubyte, ...; gzipped or not) "
        + "nor a folder of images for each class.");
}
