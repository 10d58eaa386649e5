using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Benchmarks;

/// <summary>One file of MNIST, in memory in the forms that the peers take.</summary>
internal sealed class Digits
{
    public const int TimeSteps = 28, InputSize = 28, ClassCount = 10;

    private Digits(IDataView view)
    {
        View = view;
        List<float> pixels = [];
        List<byte> classes = [];
        DataViewSchema.Column features = view.Schema["Features"], label = view.Schema["Label"];
        using DataViewRowCursor cursor = view.GetRowCursor([features, label]);
        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        ValueGetter<uint> getLabel = cursor.GetGetter<uint>(label);
        VBuffer<float> row = default;
        uint key = 0;
        while (cursor.MoveNext())
        {
            getFeatures(ref row);
            getLabel(ref key);
            pixels.AddRange(row.DenseValues());
            classes.Add((byte)(key - 1));
        }
        Pixels = [.. pixels];
        Classes = [.. classes];
    }

    /// <summary><c>Features</c>, Vector&lt;Single, 28, 28&gt; from 0 to 1, and <c>Label</c>, a key; cached in memory.</summary>
    public IDataView View { get; }

    /// <summary>The same values as one array, [count, 28, 28].</summary>
    public float[] Pixels { get; }

    /// <summary>The same labels, 0 to 9, [count].</summary>
    public byte[] Classes { get; }

    public int Count => Classes.Length;

    /// <summary>The 60,000 training digits in file order.</summary>
    public static Digits Train(MLContext ml) => Read(ml, File(ml, "train"));

    /// <summary>The first so many of the training digits.</summary>
    public static Digits Train(MLContext ml, int count) => Read(ml, ml.Data.TakeRows(File(ml, "train"), count));

    /// <summary>The 10,000 test digits.</summary>
    public static Digits Test(MLContext ml) => Read(ml, File(ml, "t10k"));

    /// <summary>The training digits with the columns of <see cref="View"/>, read from the gzipped files at each pass.</summary>
    public static IDataView TrainFile(MLContext ml) => File(ml, "train");

    private static Digits Read(MLContext ml, IDataView view) => new(ml.Data.Cache(view, "Features", "Label"));

    private static IDataView File(MLContext ml, string name)
    {
        string folder = Repository.PathOf("data", "mnist");
        IDataView file = ml.Data.LoadFromIdx(
            Path.Combine(folder, $"{name}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{name}-labels-idx1-ubyte.gz"),
            labelClasses: ClassCount);
        TransformerChain<ReshapeTransformer> scaling = ml.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single)
            .Append(ml.Transforms.Expression("Features", "x : x / 255", "Features"))
            .Append(ml.Transforms.Reshape("Features", null, TimeSteps, InputSize))
            .Fit(file);
        return scaling.Transform(file);
    }
}
