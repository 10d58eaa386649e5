using RnnTrainer.Tests.Training.Checkpoints;
using RnnTrainer.Training.Optimizers;

namespace RnnTrainer.Tests.Training;

/// <summary>What is validated, compared, reported, saved and returned is the average; training goes on as without.</summary>
[TestClass]
public sealed class WeightAveragingTests
{
    // Sums of a few dozen products around 1, in single precision.
    private const double Tolerance = 1e-6;

    private static readonly RnnEma Ema = new() { Decay = 0.7f };

    [TestMethod]
    public void TheAverageIsItsDefinition()
    {
        Random random = new(1);
        for (int length = 0; length <= 40; length++)
        {
            float[] start = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
            double[] expected = [.. start.Select(value => (double)value)];
            RnnEmaUpdate average = new(new RnnEma { Decay = 0.6f }, start);
            for (int t = 1; t <= 20; t++)
            {
                float[] weights = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
                average.Step(weights, [Range.All], t);
                double kept = Math.Min(0.6f, (1.0 + t) / (10.0 + t)); // 2/11 at first, 0.6 from step 13 on
                for (int i = 0; i < length; i++)
                {
                    expected[i] = kept * expected[i] + (1 - kept) * weights[i];
                    Assert.AreEqual(expected[i], average.Average[i], Tolerance, $"{i} of {length}, step {t}");
                }
            }
        }
    }

    // Elements do not meet: one average of 37 is 37 averages of 1, which have a tail only.
    [TestMethod]
    public void VectorsAndTailHaveTheSameBits()
    {
        float[] start = [.. Enumerable.Range(1, 37).Select(i => 1f / i)], weights = [.. Enumerable.Range(1, 37).Select(i => i / 3f)];
        RnnEmaUpdate together = new(Ema, start);
        together.Step(weights, [Range.All], 5);
        for (int i = 0; i < start.Length; i++)
        {
            RnnEmaUpdate single = new(Ema, [start[i]]);
            single.Step([weights[i]], [Range.All], 5);
            Assert.AreEqual(single.Average[0], together.Average[i]);
        }
    }

    [TestMethod]
    [DataRow(RnnEngine.Kernels)]
    [DataRow(RnnEngine.Torch)]
    public void ReportsValidationAndResultAreTheAverageOfTheWeightsOfEachStep(RnnEngine engine)
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml), held = ToySequences.Data(ml, 30, seed: 2);
        RnnTransformer initial = new RnnEstimator(ml, ToySequences.Options with { Seed = 9 }).Fit(data);
        List<float[]> plain = [], averaged = [];
        RnnOptions options = ToySequences.Options with { Engine = engine, ProgressSteps = 1 };
        RnnTransformer last = new RnnEstimator(ml, options with { Progress = report => plain.Add(Weights(report.Snapshot)) })
            .Fit(data, held, initial);
        RnnOptions averaging = options with { WeightAveraging = Ema, Progress = report => averaged.Add(Weights(report.Snapshot)) };
        RnnTransformer model = new RnnEstimator(ml, averaging).Fit(data, held, initial);

        RnnEmaUpdate expected = new(Ema, Weights(initial));
        Assert.HasCount(18, averaged);
        for (int step = 1; step <= plain.Count; step++)
        {
            expected.Step(plain[step - 1], [Range.All], step);
            CollectionAssert.AreEqual(expected.Average, averaged[step - 1], $"step {step}");
        }
        CollectionAssert.AreEqual(averaged[^1], Weights(model));
        double loss = ml.MulticlassClassification.Evaluate(model.Transform(held)).LogLoss;
        Assert.AreEqual(loss, model.History[^1].ValidationLoss!.Value, 1e-6);
        CollectionAssert.AreEqual(last.History.Select(epoch => epoch.Loss).ToArray(), model.History.Select(epoch => epoch.Loss).ToArray());
    }

    [TestMethod]
    public void WithoutDecayItIsTheLastWeights() => Assert.AreEqual(
        VictimRun.Result(VictimRun.Fit(VictimRun.Options with { Epochs = 3 })),
        VictimRun.Result(VictimRun.Fit(VictimRun.Options with { Epochs = 3, WeightAveraging = new() { Decay = 0 } })));

    /// <summary>At a rate far too large the weights jump about what they should be; their average does not.</summary>
    [TestMethod]
    public void TheAverageOfRestlessWeightsIsBetter()
    {
        RnnOptions options = ToySequences.Options with { LearningRate = 0.1f, Epochs = 20, ValidationFraction = 0.3f, Dropout = 0.5f };
        double[] gains = [.. Enumerable.Range(1, 5).Select(seed => Loss(options with { Seed = seed })
            - Loss(options with { Seed = seed, WeightAveraging = new() { Decay = 0.95f } }))];
        Assert.IsGreaterThan(0, gains.Average(), string.Join(' ', gains));

        static double Loss(RnnOptions options) => Fit(options).History[^1].ValidationLoss!.Value;
    }

    [TestMethod]
    public void TheBestEpochIsThatOfTheAverage()
    {
        Dictionary<int, float[]> weights = [];
        RnnTransformer model = Fit(ToySequences.Options with
        {
            Epochs = 60,
            LearningRate = 0.3f,
            ValidationFraction = 0.3f,
            WeightAveraging = Ema,
            EarlyStopping = new() { Patience = 5 },
            Progress = report => weights[report.Epoch] = Weights(report.Snapshot),
        });
        Assert.AreEqual(model.History.MinBy(epoch => epoch.ValidationLoss)!.Epoch, model.BestEpoch);
        Assert.AreNotEqual(model.History.Count, model.BestEpoch);
        CollectionAssert.AreEqual(weights[model.BestEpoch!.Value], Weights(model));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void AStoppedRunReturnsTheAverageSoFar(bool isCancelled)
    {
        using CancellationTokenSource cancel = new();
        float[] weights = [];
        RnnTransformer model = Fit(ToySequences.Options with
        {
            WeightAveraging = Ema,
            ProgressSteps = 1,
            CancellationToken = cancel.Token,
            KeepModelOnCancellation = true,
            Progress = report =>
            {
                if (report.Step != 8)
                    return;
                weights = Weights(report.Snapshot);
                if (isCancelled)
                    cancel.Cancel();
                else
                    report.RequestStop();
            },
        });
        Assert.AreEqual(8, model.History[^1].Step);
        CollectionAssert.AreEqual(weights, Weights(model));
    }

    [TestMethod]
    public void ARunThatDivergesLosesNoAverage()
    {
        // Three good epochs; from the fourth on the rate is beyond all bounds.
        RnnOptions options = ToySequences.Options with { WeightAveraging = Ema };
        float[] expected = Weights(Fit(options));
        RnnOptions late = options with { Epochs = 50, Schedule = new RnnStepSchedule { EveryEpochs = 3, Factor = 1e38 } };
        CollectionAssert.AreEqual(expected, Weights(Assert.ThrowsExactly<RnnDivergenceException>(() => Fit(late)).Network!));
        RnnEarlyStopping stopping = new() { Monitor = RnnMetric.Loss, Patience = 40 };
        CollectionAssert.AreEqual(expected, Weights(Fit(late with { EarlyStopping = stopping })));
    }

    /// <summary>In mid-epoch and at its end, so that the checkpoint must hold the weights and their average.</summary>
    [TestMethod]
    public void AnInterruptedRunEndsWithTheSameBits()
    {
        RnnOptions options = VictimRun.Options with { Epochs = 3, WeightAveraging = new() };
        string expected = VictimRun.Result(VictimRun.Fit(options));
        for (int step = 1; step <= 33; step += 2)
        {
            using TemporaryFolder folder = new();
            Assert.AreEqual(expected, VictimRun.Result(VictimRun.FitInTwo(options, step, folder.FullPath)), $"stopped at step {step}");
        }
    }

    [TestMethod]
    public void ACheckpointOfAnotherDecayIsRefused()
    {
        using TemporaryFolder folder = new();
        RnnCheckpoints checkpoints = new() { Folder = folder.FullPath };
        RnnOptions kept = VictimRun.Options with { Epochs = 1, Checkpoints = checkpoints, ResumeFrom = folder.FullPath };
        VictimRun.Fit(kept with { WeightAveraging = Ema });
        Assert.AreEqual("WeightAveraging", Refused(null));
        Assert.AreEqual("WeightAveraging.Decay", Refused(new()));

        string Refused(RnnEma? ema) =>
            Assert.ThrowsExactly<RnnCheckpointMismatchException>(() => VictimRun.Fit(kept with { WeightAveraging = ema })).Difference;
    }

    [TestMethod]
    [DataRow(-0.1f)]
    [DataRow(1f)]
    [DataRow(float.NaN)]
    public void AnImpossibleDecayIsRefused(float decay) => Assert.AreEqual(
        nameof(RnnEma.Decay), Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RnnEma { Decay = decay }).ParamName);

    private static float[] Weights(RnnTransformer model) => model.Model.Parameters.ToArray();

    private static RnnTransformer Fit(RnnOptions options)
    {
        MLContext ml = new(1);
        return new RnnEstimator(ml, options).Fit(ToySequences.Data(ml));
    }
}
