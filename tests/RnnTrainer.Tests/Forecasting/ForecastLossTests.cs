using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Forecasting;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Training;
using TorchSharp;

namespace RnnTrainer.Tests.Forecasting;

/// <summary>The loss of forecasts against its definition, and in both engines.</summary>
[TestClass]
public sealed class ForecastLossTests
{
    // Largest difference of a gradient, relative to its largest element: as NetworkFormTests has it.
    private const double GradientTolerance = 2e-6;

    // Two targets, one of which is read as logarithms, in windows of 6 rows with 4 to be forecast.
    private static readonly ForecastSpec Spec = new(Horizon: 4, Season: 2, Window: 6, BlockSteps: 2)
    {
        Levels = [0.2f, 0.5f, 0.9f],
        Targets = [new TargetScale(LeastValue: 0.5f, LeastDeviation: 0.01), new TargetScale(LeastValue: -1, LeastDeviation: 0.1)],
        MissingValues = RnnMissingValues.LastValue,
    };

    private static readonly ForecastWindows Windows = new(Store(), Spec);

    [TestMethod]
    public void TheLossIsTheMeanOverLevelsAndTheNumbersThatHaveAValue()
    {
        ForecastLoss loss = new(Windows);
        float[] outputs = [.. Enumerable.Range(0, Spec.Quantiles).Select(i => MathF.Sin(i))], gradient = [.. outputs];
        float[] wanted = new float[Spec.Numbers];
        Windows.ReadTargets(30, wanted);
        Assert.AreEqual(1, wanted.Count(float.IsNaN), "row 33 lacks a value");
        double expected = 0;
        int terms = 3 * (Spec.Numbers - 1);
        double value = loss.LossAndGradient(30, gradient, 0.5f);
        for (int i = 0; i < outputs.Length; i++)
        {
            double level = Spec.Levels[i % 3], apart = wanted[i / 3] - outputs[i];
            bool isKnown = !double.IsNaN(apart);
            expected += !isKnown ? 0 : Math.Max(level * apart, (level - 1) * apart) / terms;
            Assert.AreEqual(!isKnown ? 0 : 0.5 * (apart > 0 ? -level : 1 - level) / terms, gradient[i], 1e-7, $"output {i}");
        }
        Assert.AreEqual(expected, value, 1e-6);
        Assert.AreEqual(expected, loss.LossOf(30, outputs), 1e-6);
    }

    [TestMethod]
    public void GradientsAgreeAtEveryLevel()
    {
        NetworkSpec shape = NetworkForms.Of(Spec.TimeSteps, Spec.RowSize, 9, 2, RnnCell.Lstm) with
        {
            Input = Spec.Input,
            Head = Spec.Head,
            HasHighway = true,
        };
        LabelledSequences data = new(Windows, new ForecastTargets(Windows.Count));
        int[] rows = [.. Windows.Trainable];
        EngineSettings settings = new(rows.Length, new ForecastLoss(Windows));
        Batch batch = new(data, new SequenceInput(shape.Input), rows, 0, settings.Loss.Weight);
        FlatNetwork network = new(shape, InitialWeights.Draw(shape, RnnInitialization.Uniform, new RandomStream(1, 1)));

        using DisposeScope scope = torch.NewDisposeScope();
        using TorchEngine definition = new(network, settings, 1);
        double loss = definition.Compute(batch).Loss;
        float[] expected = [.. network.Gradient];
        double largest = expected.Max(Math.Abs);
        Assert.IsGreaterThan(1e-3, largest);
        foreach (RnnKernels kernels in RnnKernels.All)
        {
            using KernelEngine engine = new(network, settings, 2, kernels, RankGroup.Alone);
            Assert.AreEqual(loss, engine.Compute(batch).Loss, 1e-5, $"{kernels.Level}");
            Assert.IsLessThan(GradientTolerance, expected.Zip(network.Gradient, (a, b) => Math.Abs(a - b)).Max() / largest,
                $"{kernels.Level}");
        }
    }

    private static SeriesStore Store()
    {
        SeriesStore store = new(rowSize: 2);
        Random random = new(4);
        for (int row = 0; row < 60; row++)
            store.Add(0, [(float)Math.Exp(3 * random.NextDouble()), row == 33 ? float.NaN : (float)(random.NextDouble() - 0.5)]);
        store.Complete(targets: 2);
        return store;
    }
}
