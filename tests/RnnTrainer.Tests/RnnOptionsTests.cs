using System.Reflection;
using RnnTrainer.Network;

namespace RnnTrainer.Tests;

[TestClass]
public sealed class RnnOptionsTests
{
    [TestMethod]
    public void DefaultsAreTheTutorialsButForWhatLearnsFromFewSequences()
    {
        RnnOptions options = new();
        Assert.AreEqual((50, 50, 0.001f, true), (options.HiddenSize, options.BatchSize, options.LearningRate, options.Shuffle));
        Assert.AreEqual(("Label", "Features"), (options.LabelColumnName, options.FeatureColumnName));
        Assert.AreEqual((null, null, null, null, null),
            (options.TimeSteps, options.InputSize, options.Epochs, options.Steps, options.Seed));
        Assert.AreEqual((null, null, null, null), (options.LengthColumnName, options.ExampleWeightColumnName, options.ClassWeights,
            options.Augmentation));
        Assert.AreEqual(RnnInitialization.GlorotOrthogonal, options.Initialization);
        Assert.AreEqual((new RnnAdam(), new RnnConstantSchedule()), (options.Optimizer, options.Schedule));
        Assert.IsNull(options.ClipNorm);
        Assert.AreEqual((RnnCell.Rnn, RnnOptions.AutoBlockSteps), (options.Cell, options.BlockSteps));
        Assert.AreEqual(RnnPooling.Last | RnnPooling.Max, options.Pooling);
        Assert.AreEqual(options with { Pooling = RnnPooling.Last, Steps = 4001, Shuffle = false }, RnnOptions.Tutorial);
    }

    [TestMethod]
    public void ALengthOfOnesOwnClearsTheMinimumInAnyOrder()
    {
        Assert.AreEqual(1000, new RnnOptions().MinSteps);
        Assert.AreEqual((15, 1000), (RnnOptions.Lstm.Epochs, RnnOptions.Lstm.MinSteps));
        Assert.AreEqual((1, null), (RnnOptions.Lstm with { Epochs = 1 } is var one ? one.Epochs : 0, one.MinSteps));
        Assert.IsNull((RnnOptions.Lstm with { Epochs = null, Steps = 5 }).MinSteps);
        Assert.IsNull((RnnOptions.Lstm with { Steps = 5, Epochs = null }).MinSteps);
        Assert.IsNull(RnnOptions.Tutorial.MinSteps);
        Assert.AreEqual(1000, (RnnOptions.Lstm with { HiddenSize = 3 }).MinSteps);
        Assert.AreEqual(1000, (RnnOptions.Lstm with { Epochs = null }).MinSteps);
        Assert.AreEqual(new RnnOptions(), new RnnOptions { Epochs = 3 } with { Epochs = null });

        RnnOptions both = new() { Epochs = 2, MinSteps = 7 };
        Assert.AreEqual((2, 7), (both.Epochs, both.MinSteps));
        Assert.AreEqual(both, new RnnOptions { MinSteps = 7, Epochs = 2 });
        Assert.AreEqual(both, new RnnOptions { Epochs = 9 } with { MinSteps = 7, Epochs = 2 });
        Assert.IsNull((both with { Epochs = 2 }).MinSteps);
        Assert.AreNotEqual(both, both with { MinSteps = 8 });
    }

    [TestMethod]
    public void ACopyHasEveryProperty()
    {
        foreach ((PropertyInfo property, RnnOptions other) in OptionSamples.Each)
        {
            RnnOptions copy = new(other);
            Assert.AreNotEqual(property.GetValue(new RnnOptions()), property.GetValue(copy), property.Name);
            Assert.AreEqual(property.GetValue(other), property.GetValue(copy), property.Name);
            Assert.AreEqual(other, copy, property.Name);
            Assert.AreNotEqual(new(), copy, property.Name);
        }
        Assert.AreEqual(new RnnOptions(), new RnnOptions(new RnnOptions()));
        Assert.ThrowsExactly<ArgumentNullException>(() => new RnnOptions(null!));
    }

    [TestMethod]
    public void AValueOutOfRangeIsSaidOnce()
    {
        Func<object>[] wrong =
        [
            () => new RnnOptions { HiddenSize = -7531 },
            () => new RnnOptions { Layers = 7531 },
            () => new RnnOptions { LearningRate = -7531 },
            () => new RnnOptions { Cell = (RnnCell)7531 },
            () => new RnnOptions { Dropout = 7531 },
            () => new RnnOptions { ValidationFraction = 7531 },
            () => new RnnSgd { WeightDecay = -7531 },
            () => new RnnOneCycleSchedule { InitialDivisor = -7531 },
            () => new RnnConstantSchedule { WarmUpSteps = -7531 },
            () => new RnnAugmentation { TimeShift = -7531 },
            () => RnnClassWeights.Of(-7531),
            () => new RnnOnnxOptions { OperatorSet = 7531 },
        ];
        foreach (Func<object> make in wrong)
        {
            ArgumentOutOfRangeException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make());
            Assert.HasCount(2, error.Message.Split("7531"), error.Message);
            Assert.HasCount(2, error.Message.Split("Actual value was"), error.Message);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(int.MinValue)]
    public void CountsBelowOneAreRefusedByName(int value)
    {
        Refused(nameof(RnnOptions.HiddenSize), () => new() { HiddenSize = value });
        Refused(nameof(RnnOptions.BatchSize), () => new() { BatchSize = value });
        Refused(nameof(RnnOptions.TimeSteps), () => new() { TimeSteps = value });
        Refused(nameof(RnnOptions.InputSize), () => new() { InputSize = value });
        Refused(nameof(RnnOptions.Epochs), () => new() { Epochs = value });
        Refused(nameof(RnnOptions.Steps), () => new() { Steps = value });
        Refused(nameof(RnnOptions.MinSteps), () => new() { MinSteps = value });
        Refused(nameof(RnnOptions.ProgressSteps), () => new() { ProgressSteps = value });
    }

    [TestMethod]
    public void LayerSizesAreAValueOfTheirOwn()
    {
        int[] sizes = [64, 32];
        RnnOptions options = new() { LayerSizes = sizes };
        sizes[0] = 1;
        CollectionAssert.AreEqual(new[] { 64, 32 }, options.LayerSizes!.ToArray());
        Assert.AreEqual(new RnnOptions { LayerSizes = [64, 32] }, options);
        Assert.AreNotEqual(new RnnOptions { LayerSizes = [32, 64] }, options);
        StringAssert.Contains($"{options}", "LayerSizes = [64, 32]");
        Refused(nameof(RnnOptions.LayerSizes), () => new() { LayerSizes = [] });
        Refused(nameof(RnnOptions.LayerSizes), () => new() { LayerSizes = [8, 0] });
        Refused(nameof(RnnOptions.LayerSizes), () => new() { LayerSizes = new int[65] });
    }

    [TestMethod]
    public void MoreThreadsThanAnyMachineHasAreRefused()
    {
        Refused(nameof(RnnOptions.Threads), () => new() { Threads = 0 });
        Refused(nameof(RnnOptions.Threads), () => new() { Threads = 1025 });
        Assert.AreEqual(1024, new RnnOptions { Threads = 1024 }.Threads);
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(-0.1f)]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void ImpossibleLearningRatesAndNormsAreRefused(float value)
    {
        Refused(nameof(RnnOptions.LearningRate), () => new() { LearningRate = value });
        Refused(nameof(RnnOptions.ClipNorm), () => new() { ClipNorm = value });
    }

    [TestMethod]
    public void SettingsThatContradictEachOtherAreRefusedByName()
    {
        Contradicts(nameof(RnnOptions.Steps), RnnOptions.Gru with { Steps = 5 });
        Contradicts(nameof(RnnOptions.MinSteps), new() { Steps = 5, MinSteps = 10 });
        Contradicts(nameof(RnnOptions.Initialization), new() { Initialization = RnnInitialization.Identity, Cell = RnnCell.Lstm });
        Contradicts(nameof(RnnOptions.Activation), new() { Activation = RnnActivation.Relu, Cell = RnnCell.Gru });
        Contradicts(nameof(RnnOptions.Checkpoints), new() { Checkpoints = new RnnCheckpoints { Folder = "x", EveryEpochs = null } });

        // What another task can use.
        Contradicts(nameof(RnnOptions.Loss), new() { Loss = RnnLoss.Squared });

        static void Contradicts(string property, RnnOptions options)
        {
            RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => new RnnEstimator(options));
            Assert.AreEqual(property, error.Option);
        }
    }

    [TestMethod]
    public void ImpossibleFormsAreRefusedByName()
    {
        Refused(nameof(RnnOptions.Layers), () => new() { Layers = 0 });
        Refused(nameof(RnnOptions.Layers), () => new() { Layers = 65 });
        Refused(nameof(RnnOptions.Cell), () => new() { Cell = (RnnCell)3 });
        Refused(nameof(RnnOptions.Activation), () => new() { Activation = (RnnActivation)2 });
        Refused(nameof(RnnOptions.Pooling), () => new() { Pooling = 0 });
        Refused(nameof(RnnOptions.Pooling), () => new() { Pooling = PoolingSummaries.Joined + 1 });
        foreach (float share in new[] { -0.1f, 1, float.NaN })
        {
            Refused(nameof(RnnOptions.Dropout), () => new() { Dropout = share });
            Refused(nameof(RnnOptions.RecurrentDropout), () => new() { RecurrentDropout = share });
            Refused(nameof(RnnOptions.LabelSmoothing), () => new() { LabelSmoothing = share });
        }
    }

    [TestMethod]
    public void MissingOptimizerAndScheduleAreRefusedByName()
    {
        ArgumentNullException error = Assert.ThrowsExactly<ArgumentNullException>(() => new RnnOptions { Optimizer = null! });
        Assert.AreEqual(nameof(RnnOptions.Optimizer), error.ParamName);
        error = Assert.ThrowsExactly<ArgumentNullException>(() => new RnnOptions { Schedule = null! });
        Assert.AreEqual(nameof(RnnOptions.Schedule), error.ParamName);
    }

    [TestMethod]
    public void UnknownInitializationIsRefused() =>
        Refused(nameof(RnnOptions.Initialization), () => new() { Initialization = (RnnInitialization)99 });

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow(null)]
    public void EmptyColumnNamesAreRefusedByName(string? name)
    {
        Assert.AreEqual(nameof(RnnOptions.LabelColumnName),
            Assert.Throws<ArgumentException>(() => new RnnOptions { LabelColumnName = name! }).ParamName);
        Assert.AreEqual(nameof(RnnOptions.FeatureColumnName),
            Assert.Throws<ArgumentException>(() => new RnnOptions { FeatureColumnName = name! }).ParamName);
        if (name is null)
            return; // there is no such column
        Assert.AreEqual(nameof(RnnOptions.LengthColumnName),
            Assert.Throws<ArgumentException>(() => new RnnOptions { LengthColumnName = name }).ParamName);
        Assert.AreEqual(nameof(RnnOptions.ExampleWeightColumnName),
            Assert.Throws<ArgumentException>(() => new RnnOptions { ExampleWeightColumnName = name }).ParamName);
    }

    [TestMethod]
    public void EpochsAndStepsTogetherAreRefused()
    {
        RnnOptions both = new() { Epochs = 1, Steps = 2 };
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => new RnnEstimator(both));
        StringAssert.Contains(error.Message, "Epochs (1)");
        StringAssert.Contains(error.Message, "Steps (2)");
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(1f)]
    [DataRow(-0.5f)]
    [DataRow(float.NaN)]
    public void ImpossibleFractionsAreRefused(float value) =>
        Refused(nameof(RnnOptions.ValidationFraction), () => new() { ValidationFraction = value });

    [TestMethod]
    public void ImpossibleWaysToStopAreRefusedByName()
    {
        Refused(nameof(RnnEarlyStopping.Patience), () => new() { EarlyStopping = new() { Patience = 0 } });
        Refused(nameof(RnnEarlyStopping.MinDelta), () => new() { EarlyStopping = new() { MinDelta = -1 } });
        Refused(nameof(RnnEarlyStopping.MinDelta), () => new() { EarlyStopping = new() { MinDelta = double.NaN } });
        Assert.AreEqual(nameof(RnnEarlyStopping.Monitor),
            Assert.ThrowsExactly<ArgumentException>(() => new RnnEarlyStopping { Monitor = " " }).ParamName);
    }

    [TestMethod]
    public void ImpossibleCheckpointsAreRefusedByName()
    {
        Refused(nameof(RnnCheckpoints.EveryEpochs), () => new() { Checkpoints = new() { Folder = "f", EveryEpochs = 0 } });
        Refused(nameof(RnnCheckpoints.EveryMinutes), () => new() { Checkpoints = new() { Folder = "f", EveryMinutes = 0 } });
        Refused(nameof(RnnCheckpoints.Keep), () => new() { Checkpoints = new() { Folder = "f", Keep = 0 } });
        Assert.AreEqual(nameof(RnnCheckpoints.Folder),
            Assert.Throws<ArgumentException>(() => new RnnCheckpoints { Folder = " " }).ParamName);
        Assert.AreEqual(nameof(RnnOptions.ResumeFrom),
            Assert.Throws<ArgumentException>(() => new RnnOptions { ResumeFrom = "" }).ParamName);
        RnnOptions noTime = new() { Checkpoints = new() { Folder = "f", EveryEpochs = null } };
        RnnOptionException never = Assert.ThrowsExactly<RnnOptionException>(() => new RnnEstimator(noTime));
        StringAssert.Contains(never.Message, "neither EveryEpochs nor EveryMinutes");
    }

    private static void Refused(string property, Func<RnnOptions> make) =>
        Assert.AreEqual(property, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).ParamName);
}
