using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A folder with MNIST's four IDX files, gzipped or not: Fashion-MNIST and other sets of the same format fit too.</summary>
internal static class IdxFolder
{
    /// <summary>Whether the folder holds any of the files.</summary>
    public static bool IsOne(DirectoryInfo folder) =>
        folder.EnumerateFiles("*-ubyte").Concat(folder.EnumerateFiles("*-ubyte.gz")).Any(file => file.Name.Contains("idx", StringComparison.Ordinal));

    /// <summary>The images to train on: <c>Pixels</c>, Vector&lt;Byte, 28, 28&gt; for MNIST, and <c>Label</c>, a byte.</summary>
    public static IDataView Train(MLContext ml, DirectoryInfo folder) => Load(ml, File(folder, "train-images-idx3-ubyte"), File(folder, "train-labels-idx1-ubyte"));

    /// <summary>The images to test on, with the same columns.</summary>
    public static IDataView Test(MLContext ml, DirectoryInfo folder) => Load(ml, File(folder, "t10k-images-idx3-ubyte"), File(folder, "t10k-labels-idx1-ubyte"));

    /// <summary>The images of an IDX file, with what another says that they are.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static IDataView Load(MLContext ml, string images, string? labels)
    {
        foreach (string? path in (string?[])[images, labels])
        {
            if (Directory.Exists(path))
                throw new IOException($"'{path}' is a folder, but an IDX file is wanted; a folder with such files is what --data takes.");
        }
        IDataView digits = ml.Data.LoadFromIdx(images, labels);
        DataViewType type = digits.Schema["Pixels"].Type;
        return type is VectorDataViewType { Dimensions: [_, _] } vector && vector.ItemType == NumberDataViewType.Byte ? digits
            : throw new InvalidDataException($"'{images}' holds {type}, but images of rows and columns of bytes are wanted.");
    }

    private static string File(DirectoryInfo folder, string name)
    {
        string plain = Path.Combine(folder.FullName, name), zipped = plain + ".gz";
        return System.IO.File.Exists(plain) ? plain
            : System.IO.File.Exists(zipped) ? zipped
            : throw new FileNotFoundException($"The data folder '{folder.FullName}' has no file '{name}', and no '{name}.gz'.", plain);
    }
}
