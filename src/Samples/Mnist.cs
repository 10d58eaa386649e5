using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A folder with MNIST's four IDX files, gzipped or not: Fashion-MNIST and other sets of the same format fit too.</summary>
internal sealed class Mnist
{
    private readonly string folder;

    private Mnist(string folder) => this.folder = folder;

    /// <summary>The folder given; or data/mnist in the current folder, the program's, or one above either.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static Mnist Open(DirectoryInfo? given)
    {
        if (given is not null)
        {
            return given.Exists
                ? new(given.FullName)
                : throw new DirectoryNotFoundException($"There is no data folder '{given}'. Give --data a folder with MNIST's IDX files.");
        }

        string[] starts = [Environment.CurrentDirectory, AppContext.BaseDirectory];
        string? found = starts.SelectMany(SelfAndAbove).Select(above => Path.Combine(above, "data", "mnist")).FirstOrDefault(Directory.Exists);
        return found is not null ? new(found) : throw new DirectoryNotFoundException(
            $"There is no data/mnist in {starts[0]}, in {starts[1]}, or above them. Start in a clone of the repository, or give --data a folder with MNIST's IDX files.");
    }

    /// <summary>60,000 digits: <c>Pixels</c>, Vector&lt;Byte, 28, 28&gt;, and <c>Label</c>, a byte.</summary>
    public IDataView Train(MLContext ml) => Load(ml, "train-images-idx3-ubyte", "train-labels-idx1-ubyte");

    /// <summary>10,000 other digits, with the same columns.</summary>
    public IDataView Test(MLContext ml) => Load(ml, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    private IDataView Load(MLContext ml, string images, string labels)
    {
        IDataView digits = ml.Data.LoadFromIdx(File(images), File(labels));
        DataViewType type = digits.Schema["Pixels"].Type;
        return type is VectorDataViewType { Dimensions: [28, 28] } ? digits
            : throw new InvalidDataException($"'{File(images)}' holds {type}, but images of 28 x 28 pixels are wanted.");
    }

    private string File(string name)
    {
        string plain = Path.Combine(folder, name), zipped = plain + ".gz";
        return System.IO.File.Exists(plain) ? plain
            : System.IO.File.Exists(zipped) ? zipped
            : throw new FileNotFoundException($"The data folder '{folder}' has no file '{name}', and no '{name}.gz'.", plain);
    }

    private static IEnumerable<string> SelfAndAbove(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }
}
