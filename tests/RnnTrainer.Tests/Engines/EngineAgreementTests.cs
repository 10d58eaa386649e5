using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Training;
using TorchSharp;

namespace RnnTrainer.Tests.Engines;

/// <summary>The kernel engine against libtorch's autograd, the definition.</summary>
[TestClass]
public sealed class EngineAgreementTests
{
    // Largest difference of a gradient, relative to its largest element: sums of a few hundred products rounded to 6e-8,
    // carried back over the time steps.
    private const double GradientTolerance = 1e-6;

    [TestMethod]
    [DataRow(28, 28, 50, 10, 50)]
    [DataRow(28, 28, 50, 10, 1)]
    [DataRow(28, 28, 50, 10, 7)]
    [DataRow(28, 28, 49, 10, 51)]
    [DataRow(28, 28, 51, 10, 49)]
    [DataRow(5, 3, 1, 2, 50)]
    [DataRow(1, 1, 7, 3, 300)]
    [DataRow(3, 17, 128, 33, 128)]
    [DataRow(9, 1, 16, 2, 24)]
    [DataRow(2, 50, 300, 7, 26)]
    public void GradientsAgreeAtEveryLevel(int timeSteps, int inputs, int hidden, int classes, int rows)
    {
        NetworkSpec shape = NetworkForms.Of(timeSteps, inputs, hidden, classes);
        ClassifiedRows store = Store(shape, rows);
        Batch batch = First(store, rows);
        float[] parameters = InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1));

        using DisposeScope scope = torch.NewDisposeScope();
        FlatNetwork network = new(shape, parameters);
        using TorchEngine torchEngine = new(network, store.Settings(), 1);
        BatchSums expectedSums = torchEngine.Compute(batch);
        float[] expected = network.Gradient.ToArray();
        double largest = expected.Max(Math.Abs);

        foreach (RnnKernels kernels in RnnKernels.All)
        {
            using KernelEngine engine = new(network, store.Settings(), 2, kernels, RankGroup.Alone);
            for (int pass = 0; pass < 2; pass++)
            {
                Array.Fill(network.Gradient, float.NaN);
                BatchSums sums = engine.Compute(batch);
                Assert.AreEqual(expectedSums.Loss, sums.Loss, 1e-6 * Math.Max(1, expectedSums.Loss), $"loss, {kernels.Level}");
                Assert.AreEqual(expectedSums.Weight, sums.Weight);
                CollectionAssert.AreEqual(expectedSums.Accumulators, sums.Accumulators, $"{kernels.Level}");
                double difference = expected.Zip(network.Gradient.ToArray(),
                    (a, b) => double.IsNaN(b) ? double.NaN : Math.Abs((double)a - b)).Max() / largest;
                Assert.IsLessThan(GradientTolerance, difference, $"{kernels.Level}");
            }
        }
    }

    [TestMethod]
    [DataRow(7)]
    [DataRow(51)]
    [DataRow(128)]
    [DataRow(900)]
    public void ABatchOfAnySizeUpToTheLargestIsComputed(int largest)
    {
        NetworkSpec shape = NetworkForms.Of(2, 3, 4, 3);
        ClassifiedRows store = Store(shape, largest);
        using DisposeScope scope = torch.NewDisposeScope();
        FlatNetwork network = new(shape, InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1)));
        using KernelEngine engine = new(network, store.Settings(), 2, RnnKernels.Best, RankGroup.Alone);
        using TorchEngine definition = new(network, store.Settings(), 1);
        for (int rows = 1; rows <= largest; rows += rows < 140 ? 1 : 37)
        {
            Batch batch = First(store, rows);
            double expected = definition.Compute(batch).Loss, loss = engine.Compute(batch).Loss;
            Assert.AreEqual(expected, loss, 1e-6 * Math.Max(1, expected), $"{rows} rows");
        }
    }

    [TestMethod]
    public void TrainingIsTheSameBitForBitOnAnyNumberOfThreads()
    {
        foreach (int batchSize in new[] { 50, 128, 7 })
        {
            float[] one = Train(new RnnOptions
            {
                Engine = RnnEngine.Kernels,
                Threads = 1,
                BatchSize = batchSize,
                Steps = 40,
                Seed = 1
            }).Model.Parameters.ToArray();
            foreach (int threads in new[] { 2, 3, 8 })
                CollectionAssert.AreEqual(one, Train(new RnnOptions
                {
                    Engine = RnnEngine.Kernels,
                    Threads = threads,
                    BatchSize = batchSize,
                    Steps = 40,
                    Seed = 1
                }).Model.Parameters.ToArray(), $"{threads} threads");
        }
    }

    [TestMethod]
    public void BothEnginesStayTogetherFor400Steps()
    {
        List<double> kernels = [], autograd = [];
        RnnOptions options = new() { Pooling = RnnPooling.Last, Steps = 400, Seed = 1, ProgressSteps = 1 };
        Train(options with { Engine = RnnEngine.Kernels, Progress = report => kernels.Add(report.Loss) });
        Train(options with { Engine = RnnEngine.Torch, Progress = report => autograd.Add(report.Loss) });
        Assert.HasCount(400, kernels);
        for (int step = 0; step < 400; step++)
            Assert.AreEqual(autograd[step], kernels[step], 1e-4, $"mean loss of the epoch at step {step + 1}");
    }

    [TestMethod]
    public void TheThreadCountOfTorchIsPutBack()
    {
        int before = torch.get_num_threads();
        try
        {
            torch.set_num_threads(2);
            Train(new RnnOptions { Engine = RnnEngine.Torch, Steps = 2, Seed = 1 });
            Assert.AreEqual(2, torch.get_num_threads());
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    [TestMethod]
    public void TheLogSaysWhichEngineRan()
    {
        foreach ((RnnEngine engine, string name) in new[] { (RnnEngine.Auto, "fused kernels, " + RnnKernels.Best.Level),
            (RnnEngine.Kernels, "fused kernels"), (RnnEngine.Torch, "libtorch autograd") })
        {
            MLContext ml = new();
            List<string> log = [];
            ml.Log += (_, entry) => log.Add(entry.Message);
            new RnnEstimator(ml, ToySequences.Options with { Engine = engine }).Fit(ToySequences.Data(ml));
            Assert.IsTrue(log.Any(line => line.Contains($"Training with {name}", StringComparison.Ordinal)), name);
        }
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(0.3f)]
    public void ACopyOfTheNetworkOnADeviceGivesTheSameGradient(float recurrentDropout)
    {
        NetworkSpec shape = NetworkForms.Of(5, 3, 8, 3);
        ClassifiedRows store = Store(shape, 10);
        Batch batch = First(store, 10);
        using DisposeScope scope = torch.NewDisposeScope();
        float[] initial = InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1));
        FlatNetwork network = new(shape, initial, recurrentDropout: recurrentDropout);
        using TorchEngine direct = new(network, store.Settings(), 1), copy = new(network, store.Settings(), 1, torch.CPU);
        for (int step = 0; step < 3; step++)
        {
            BatchSums sums = direct.Compute(batch);
            float[] gradient = network.Gradient.ToArray();
            Array.Fill(network.Gradient, float.NaN);
            Assert.AreEqual(sums.Loss, copy.Compute(batch).Loss);
            CollectionAssert.AreEqual(gradient, network.Gradient.ToArray());
            for (int i = 0; i < gradient.Length; i++)
                network.Parameters[i] -= 0.1f * gradient[i];
        }
    }

    [TestMethod]
    public void WithoutTheGpuThatTheContextAsksForItFallsBackOrSaysSo()
    {
        if (torch.cuda.is_available())
            Assert.Inconclusive("This machine has CUDA.");
        MLContext ml = new(1) { GpuDeviceId = 0, FallbackToCpu = true };
        List<string> log = [];
        ml.Log += (_, entry) => log.Add(entry.Message);
        float[] weights = new RnnEstimator(ml, ToySequences.Options).Fit(ToySequences.Data(ml)).Model.Parameters.ToArray();
        CollectionAssert.AreEqual(new RnnEstimator(ToySequences.Options).Fit(ToySequences.Data(ml)).Model.Parameters.ToArray(), weights);
        Assert.IsTrue(log.Any(line => line.Contains("GpuDeviceId is 0", StringComparison.Ordinal)
            && line.Contains("Training on the CPU", StringComparison.Ordinal)));

        ml.FallbackToCpu = false;
        string message = Assert.ThrowsExactly<InvalidOperationException>(() =>
            new RnnEstimator(ml, ToySequences.Options).Fit(ToySequences.Data(ml))).Message;
        StringAssert.Contains(message, "GpuDeviceId is 0");
        Assert.IsNotNull(new RnnEstimator(ml, ToySequences.Options with { Engine = RnnEngine.Kernels }).Fit(ToySequences.Data(ml)),
            "the kernels need no GPU");
    }

    private static RnnTransformer Train(RnnOptions options)
    {
        MLContext ml = new();
        return new RnnEstimator(ml, options).Fit(Mnist.Rows(ml, Mnist.TrainFile(ml), 2000));
    }

    private static Batch First(ClassifiedRows store, int rows) => store.Batch(..rows);

    private static ClassifiedRows Store(NetworkSpec shape, int rows)
    {
        Random random = new(1);
        ClassifiedRows store = new(shape.Input.Size);
        for (int r = 0; r < rows; r++)
        {
            float[] sequence = [.. Enumerable.Range(0, shape.Input.SequenceLength).Select(_ => (float)random.NextDouble())];
            store.Add(sequence, r % shape.Head.Outputs);
        }
        return store;
    }
}
