using System.IO.Compression;
using RnnTrainer.Tests.Exchange.Onnx;

namespace RnnTrainer.Tests.Samples;

/// <summary>A file that is no model of the sample console, and what each command that wants one must say of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">What the commands say.</param>
/// <param name="Write">Writes it to a path.</param>
internal sealed record OtherModel(string Kind, string Message, Action<string> Write)
{
    public static IReadOnlyList<OtherModel> All { get; } =
    [
        new("missing", "There is no model", _ => { }),
        new("folder", "is a folder; expected a model", path => Directory.CreateDirectory(path)),
        new("empty", "is empty", path => File.WriteAllBytes(path, [])),
        new("text", "is not a zip file", path => File.WriteAllText(path, "Dear diary")),
        new("zip", "is not an ML.NET model, or is damaged", WriteZip),
        new("half", "is not an ML.NET model, or is damaged", WriteHalf),
        new("damaged", "is not an ML.NET model, or is damaged", WriteDamaged),
        new("normalizer", "not one recurrent network", path => Save(path, ml => ml.Transforms.NormalizeMeanVariance("Features"))),
        new("sdca", "not one recurrent network", path => Save(path, Sdca)),
        new("sequences", "was not trained on images: it has no column 'Pixels'", path => Save(path, Rnn)),
        new("labels-of-steps", "does not classify images", WriteOfSteps),
        new("without-schema", "It does not record the columns of its input", path => Save(path, Rnn, hasSchema: false)),
        new("wants-labels", "needs more than the column 'Pixels': Could not find input column 'Label'", WriteThatWantsLabels),
    ];

    private static IEstimator<ITransformer> Sdca(MLContext ml) =>
        ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy());

    private static IEstimator<ITransformer> Rnn(MLContext ml) => new EstimatorChain<ITransformer>()
        .Append(ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Tutorial with { HiddenSize = 2, BatchSize = 30, Steps = 1 }));

    private static void Save(string path, Func<MLContext, IEstimator<ITransformer>> estimator, bool hasSchema = true)
    {
        MLContext ml = new(1);
        IDataView toys = ToySequences.Data(ml);
        ml.Model.Save(estimator(ml).Fit(toys), hasSchema ? toys.Schema : null, path);
    }

    // A class for each row of pixels.
    private static void WriteOfSteps(string path)
    {
        MLContext ml = new(1);
        IDataView digits = ml.Data.TakeRows(Mnist.LabelledTestFile(ml), 1);
        ITransformer pixels = ml.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single).Fit(digits);
        RnnTransformer network = OnnxNetworks.Create(ml, NetworkForms.Of(28, 28, 3, 10, pooling: RnnPooling.None));
        ml.Model.Save(new TransformerChain<ITransformer>(pixels, network), digits.Schema, path);
    }

    private static void WriteThatWantsLabels(string path)
    {
        MLContext ml = new(1);
        IDataView digits = ml.Data.TakeRows(Mnist.LabelledTestFile(ml), 100);
        ITransformer labels = ml.Transforms.Conversion.MapValueToKey("Label").Fit(digits);
        ml.Model.Save(new TransformerChain<ITransformer>([labels, .. (IEnumerable<ITransformer>)SampleModel.Load(ml)]),
            digits.Schema, path);
    }

    private static void WriteHalf(string path) => File.WriteAllBytes(path, File.ReadAllBytes(SampleModel.File).AsSpan(..10_000));

    private static void WriteZip(string path)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using StreamWriter entry = new(zip.CreateEntry("diary.txt").Open());
        entry.Write("Dear diary");
    }

    // The entry of the network is found by its size: it is by far the largest.
    private static void WriteDamaged(string path)
    {
        File.Copy(SampleModel.File, path);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update);
        ZipArchiveEntry largest = zip.Entries.MaxBy(entry => entry.Length)!;
        using Stream entry = largest.Open();
        entry.Position = entry.Length / 2;
        entry.Write([1, 2, 3, 4]);
    }
}
