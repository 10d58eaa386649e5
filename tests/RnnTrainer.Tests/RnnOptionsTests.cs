namespace RnnTrainer.Tests;

[TestClass]
public sealed class RnnOptionsTests
{
    [TestMethod]
    public void DefaultsAreTheTutorials()
    {
        RnnOptions options = new();
        Assert.AreEqual((50, 50, 0.001f, true), (options.HiddenSize, options.BatchSize, options.LearningRate, options.Shuffle));
        Assert.AreEqual(("Label", "Features"), (options.LabelColumnName, options.FeatureColumnName));
        Assert.AreEqual((null, null, null, null, null), (options.TimeSteps, options.InputSize, options.Epochs, options.Steps, options.Seed));
        Assert.AreEqual((null, null, null, null), (options.LengthColumnName, options.ExampleWeightColumnName, options.ClassWeights, options.Augmentation));
        Assert.AreEqual(RnnInitialization.GlorotOrthogonal, options.Initialization);
        Assert.AreEqual((new RnnAdam(), new RnnConstantSchedule()), (options.Optimizer, options.Schedule));
        Assert.IsNull(options.ClipNorm);
        Assert.AreEqual(options with { Steps = 4001, Shuffle = false }, RnnOptions.Tutorial);
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
        Refused(nameof(RnnOptions.ProgressSteps), () => new() { ProgressSteps = value });
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
        Contradicts(nameof(RnnOptions.Initialization), new() { Initialization = RnnInitialization.Identity, Cell = RnnCell.Lstm });
        Contradicts(nameof(RnnOptions.Activation), new() { Activation = RnnActivation.Relu, Cell = RnnCell.Gru });
        Contradicts(nameof(RnnOptions.Checkpoints), new() { Checkpoints = new RnnCheckpoints { Folder = "x", EveryEpochs = null } });

        static void Contradicts(string property, RnnOptions options)
        {
            ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => new RnnEstimator(options));
            Assert.AreEqual(property, error.ParamName);
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
        Refused(nameof(RnnOptions.Pooling), () => new() { Pooling = (RnnPooling)8 });
        foreach (float share in new[] { -0.1f, 1, float.NaN })
        {
            Refused(nameof(RnnOptions.Dropout), () => new() { Dropout = share });
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
    public void UnknownInitializationIsRefused() => Refused(nameof(RnnOptions.Initialization), () => new() { Initialization = (RnnInitialization)99 });

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow(null)]
    public void EmptyColumnNamesAreRefusedByName(string? name)
    {
        Assert.AreEqual(nameof(RnnOptions.LabelColumnName), Assert.Throws<ArgumentException>(() => new RnnOptions { LabelColumnName = name! }).ParamName);
        Assert.AreEqual(nameof(RnnOptions.FeatureColumnName), Assert.Throws<ArgumentException>(() => new RnnOptions { FeatureColumnName = name! }).ParamName);
        if (name is null)
            return; // there is no such column
        Assert.AreEqual(nameof(RnnOptions.LengthColumnName), Assert.Throws<ArgumentException>(() => new RnnOptions { LengthColumnName = name }).ParamName);
        Assert.AreEqual(nameof(RnnOptions.ExampleWeightColumnName), Assert.Throws<ArgumentException>(() => new RnnOptions { ExampleWeightColumnName = name }).ParamName);
    }

    [TestMethod]
    public void EpochsAndStepsTogetherAreRefused()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => new RnnEstimator(new RnnOptions { Epochs = 1, Steps = 2 }));
        StringAssert.Contains(error.Message, "Epochs (1)");
        StringAssert.Contains(error.Message, "Steps (2)");
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(1f)]
    [DataRow(-0.5f)]
    [DataRow(float.NaN)]
    public void ImpossibleFractionsAreRefused(float value) => Refused(nameof(RnnOptions.ValidationFraction), () => new() { ValidationFraction = value });

    [TestMethod]
    public void ImpossibleWaysToStopAreRefusedByName()
    {
        Refused(nameof(RnnEarlyStopping.Patience), () => new() { EarlyStopping = new() { Patience = 0 } });
        Refused(nameof(RnnEarlyStopping.MinDelta), () => new() { EarlyStopping = new() { MinDelta = -1 } });
        Refused(nameof(RnnEarlyStopping.MinDelta), () => new() { EarlyStopping = new() { MinDelta = double.NaN } });
        Refused(nameof(RnnEarlyStopping.Monitor), () => new() { EarlyStopping = new() { Monitor = (RnnMetric)9 } });
    }

    [TestMethod]
    public void ImpossibleCheckpointsAreRefusedByName()
    {
        Refused(nameof(RnnCheckpoints.EveryEpochs), () => new() { Checkpoints = new() { Folder = "f", EveryEpochs = 0 } });
        Refused(nameof(RnnCheckpoints.EveryMinutes), () => new() { Checkpoints = new() { Folder = "f", EveryMinutes = 0 } });
        Refused(nameof(RnnCheckpoints.Keep), () => new() { Checkpoints = new() { Folder = "f", Keep = 0 } });
        Assert.AreEqual(nameof(RnnCheckpoints.Folder), Assert.Throws<ArgumentException>(() => new RnnCheckpoints { Folder = " " }).ParamName);
        Assert.AreEqual(nameof(RnnOptions.ResumeFrom), Assert.Throws<ArgumentException>(() => new RnnOptions { ResumeFrom = "" }).ParamName);
        ArgumentException never = Assert.ThrowsExactly<ArgumentException>(() => new RnnEstimator(new RnnOptions { Checkpoints = new() { Folder = "f", EveryEpochs = null } }));
        StringAssert.Contains(never.Message, "neither EveryEpochs nor EveryMinutes");
    }

    private static void Refused(string property, Func<RnnOptions> make) =>
        Assert.AreEqual(property, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).ParamName);
}
