namespace RnnTrainer.Tests.Build;

// What an application can do that has no backend of TorchSharp.
public sealed partial class PackageTests
{
    [TestMethod]
    public void WithoutABackendTheKernelsTrainAndWhatNeedsTorchSaysSo()
    {
        Packages.WriteProgram("kernels", $"""
                <PackageReference Include="RnnTrainer" Version="{PackageFeed.Version}" />
            """, NoBackendProgram);
        ChildProcess.DotNet(Packages.PathOf("kernels"), "build", "-warnaserror").Succeeded();
        string program = Path.Combine("bin", "Debug", "net10.0", "kernels.dll");
        string[] lines = ChildProcess.DotNet(Packages.PathOf("kernels"), program).Succeeded().Lines;

        Assert.HasCount(6, lines);
        Assert.AreEqual("kernels: trained 1 epoch", lines[0]);
        Assert.AreEqual("GPU or CPU: trained 1 epoch", lines[1]);
        Assert.AreEqual("loaded of TorchSharp and libtorch: none", lines[2]);
        foreach ((string line, string what) in lines[3..].Zip(["GPU", "engine", "module"]))
        {
            StringAssert.StartsWith(line, $"{what}: RnnTrainer.RnnNativeBackendException: There is no native backend of TorchSharp: ");
            StringAssert.Contains(line, $"the package TorchSharp-cpu {Path.GetFileName(LibTorchSharp.Package)}");
            StringAssert.Contains(line, "RnnEngine.Kernels");
        }
    }

    private const string NoBackendProgram = """
        using System.Diagnostics;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using RnnTrainer;

        var mlContext = new MLContext(seed: 1);
        var rows = mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, 8).Select(i => new Row { Label = (uint)i % 2, Features = [i, -i, 1, i % 2] }));
        RnnTransformer network = Fit(RnnEngine.Auto);

        Try("kernels", () => Fit(RnnEngine.Auto));
        mlContext.GpuDeviceId = 0;
        mlContext.FallbackToCpu = true;
        Try("GPU or CPU", () => Fit(RnnEngine.Auto));
        string[] loaded = [.. Process.GetCurrentProcess().Modules.Cast<ProcessModule>()
            .Select(module => module.ModuleName).Where(name => name.StartsWith("libLibTorchSharp") || name.Contains("torch_cpu"))];
        Console.WriteLine($"loaded of TorchSharp and libtorch: {string.Join(", ", loaded.DefaultIfEmpty("none"))}");
        mlContext.FallbackToCpu = false;
        Try("GPU", () => Fit(RnnEngine.Auto));
        mlContext.GpuDeviceId = null;
        Try("engine", () => Fit(RnnEngine.Torch));
        Try("module", () => network.ToTorchModule());

        RnnTransformer Fit(RnnEngine engine) =>
            mlContext.MulticlassClassification.Trainers.Rnn(new RnnOptions { Engine = engine, HiddenSize = 3, Epochs = 1 }).Fit(rows);

        void Try<T>(string name, Func<T> what)
        {
            try
            {
                Console.WriteLine($"{name}: {(what() is RnnTransformer trained ? $"trained {trained.History.Count} epoch" : "a module")}");
            }
            catch (InvalidOperationException exception)
            {
                Console.WriteLine($"{name}: {exception.GetType()}: {exception.Message}");
            }
        }

        class Row
        {
            [KeyType(2)]
            public uint Label { get; set; }

            [VectorType(2, 2)]
            public float[] Features { get; set; } = [];
        }
        """;
}
