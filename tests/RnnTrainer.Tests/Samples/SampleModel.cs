namespace RnnTrainer.Tests.Samples;

/// <summary>A model that the sample console has trained for a second, once for all tests.</summary>
internal static class SampleModel
{
    private static readonly Lazy<string> Trained = new(Train);

    /// <summary>The model's file.</summary>
    public static string File => Trained.Value;

    /// <summary>The model in this process.</summary>
    public static ITransformer Load(MLContext ml) => ml.Model.Load(File, out _);

    /// <summary>What the test digits are.</summary>
    public static IEnumerable<byte> Labels() => Mnist.LabelledTestFile(new MLContext()).GetColumn<byte>("Label");

    private static string Train()
    {
        TemporaryFolder folder = new();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        string model = folder.PathOf("model.zip");
        SampleConsole.Run("train", "--steps", "500", "--model", model).Succeeded();
        return model;
    }
}
