using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Tasks;
using RnnTrainer.Training;
using TorchSharp;

namespace RnnTrainer.Tests.Engines;

/// <summary>The losses of numbers against libtorch's autograd, the definition, at every vector width.</summary>
[TestClass]
public sealed class RegressionEngineTests
{
    // Largest difference of a gradient, relative to its largest element: as NetworkFormTests has it.
    private const double GradientTolerance = 2e-6;

    private const int Rows = 60, Inputs = 3;

    private static readonly (RnnLoss Loss, HeadSpec Head)[] Forms =
    [
        (RnnLoss.Squared, new(RnnHead.Linear, 1)), (RnnLoss.Squared, new(RnnHead.LinearVector, 3)),
        (RnnLoss.Absolute, new(RnnHead.Linear, 1)), (RnnLoss.Absolute, new(RnnHead.LinearVector, 3)),
        (RnnLoss.Huber(2), new(RnnHead.Linear, 1)), (RnnLoss.Huber(2), new(RnnHead.LinearVector, 3)),
        (RnnLoss.Quantiles(0.1f, 0.5f, 0.9f), HeadSpec.Quantiles(1, [0.1f, 0.5f, 0.9f])),
        (RnnLoss.Quantiles(0.2f, 0.9f), HeadSpec.Quantiles(3, [0.2f, 0.9f])),
    ];

    [TestMethod]
    public void GradientsAgreeAtEveryLevel()
    {
        foreach ((RnnLoss loss, HeadSpec head) in Forms)
        {
            NetworkSpec shape = NetworkForms.Of(InputSpec.AnyTimeSteps, Inputs, 17, 2, RnnCell.Gru) with { Head = head };
            LabelledSequences data = Data(head.Numbers);
            RegressionTask task = new(new RnnOptions { Loss = loss });
            LabelSpec label = new(head, null);
            EngineSettings settings = new(Rows,
                task.CreateLoss(data, data.AllRows, label, task.ScaleOf(data, data.AllRows, label)));
            Batch batch = new(data, new SequenceInput(shape.Input), data.AllRows, 0, settings.Loss.Weight);
            FlatNetwork network = new(shape, InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1)));

            using DisposeScope scope = torch.NewDisposeScope();
            using TorchEngine definition = new(network, settings, 1);
            BatchSums expectedSums = definition.Compute(batch);
            float[] expected = [.. network.Gradient];
            double largest = expected.Max(Math.Abs);
            Assert.IsGreaterThan(1e-3, largest);
            foreach (RnnKernels kernels in RnnKernels.All)
            {
                using KernelEngine engine = new(network, settings, 2, kernels, RankGroup.Alone);
                BatchSums sums = engine.Compute(batch);
                string what = $"{loss}, {head}, {kernels.Level}";
                Assert.AreEqual(expectedSums.Loss, sums.Loss, 1e-5, what);
                Assert.AreEqual(expectedSums.Weight, sums.Weight, 1e-6, what);
                foreach ((double a, double b) in expectedSums.Accumulators.Zip(sums.Accumulators))
                    Assert.AreEqual(a, b, 1e-4 * Math.Abs(a), what);
                Assert.IsLessThan(GradientTolerance, expected.Zip(network.Gradient, (a, b) => Math.Abs(a - b)).Max() / largest, what);
            }
        }
    }

    [TestMethod]
    public void BothEnginesTrainAlike()
    {
        MLContext ml = new();
        foreach ((RnnLoss loss, HeadSpec head) in Forms)
        {
            RnnOptions options = Regression.LaggedSums.Options with
            {
                Loss = loss,
                LabelColumnName = head.Numbers > 1 ? "Several" : "Label",
            };
            IDataView data = Regression.LaggedSums.Data(ml);
            RnnTransformer kernels = new RnnRegressionEstimator(ml, options with { Engine = RnnEngine.Kernels }).Fit(data, data);
            RnnTransformer autograd = new RnnRegressionEstimator(ml, options with { Engine = RnnEngine.Torch }).Fit(data, data);
            foreach ((RnnEpoch a, RnnEpoch b) in autograd.History.Zip(kernels.History))
            {
                foreach ((string name, double value) in a.Metrics)
                    Assert.AreEqual(value, b.Metrics[name], 1e-3 * Math.Max(1, value), $"{loss}, {name}");
            }
        }
    }

    // Sequences of 1 to 7 steps, weighted, whose numbers are of different sizes.
    private static LabelledSequences Data(int targets)
    {
        Random random = new(1);
        SequenceStore store = new(Inputs, hasWeights: true);
        NumberTargets numbers = new(targets);
        for (int row = 0; row < Rows; row++)
        {
            store.Add([.. Enumerable.Range(0, Inputs * (1 + row % 7)).Select(_ => (float)random.NextDouble() - 0.5f)], 0.5f + row % 3);
            numbers.Add([.. Enumerable.Range(0, targets).Select(i => Math.Pow(10, i) * (random.NextDouble() * 8 - 1))]);
        }
        return new(store, numbers);
    }
}
