namespace RnnTrainer.Tests;

/// <summary>The MNIST files of the repository, through the pipeline that docs/getting-started.md shows.</summary>
internal static class Mnist
{
    public static string TestImages { get; } = File("t10k-images-idx3-ubyte.gz");

    public static string TestLabels { get; } = File("t10k-labels-idx1-ubyte.gz");

    public static string File(string name) => Repository.PathOf("data", "mnist", name);

    public static IDataView TrainFile(MLContext ml) =>
        ml.Data.LoadFromIdx(File("train-images-idx3-ubyte.gz"), File("train-labels-idx1-ubyte.gz"), labelClasses: 10);

    public static IDataView TestFile(MLContext ml) => ml.Data.LoadFromIdx(TestImages, TestLabels, labelClasses: 10);

    /// <summary>With the labels as they are in the file: bytes, not keys.</summary>
    public static IDataView LabelledTestFile(MLContext ml) => ml.Data.LoadFromIdx(TestImages, TestLabels);

    /// <summary>Pixels 0..255 to Features 0..1, 28 steps of 28.</summary>
    public static IEstimator<ITransformer> Scaled(MLContext ml) =>
        ml.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single)
            .Append(ml.Transforms.Expression("Features", "x : x / 255", "Features"))
            .Append(ml.Transforms.Reshape("Features", null, 28, 28));

    /// <summary>The first rows of a file, scaled, in memory.</summary>
    public static IDataView Rows(MLContext ml, IDataView file, int count)
    {
        IDataView rows = ml.Data.TakeRows(file, count);
        return ml.Data.Cache(Scaled(ml).Fit(rows).Transform(rows));
    }
}
