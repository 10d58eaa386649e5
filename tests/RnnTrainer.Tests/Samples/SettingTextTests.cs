using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace RnnTrainer.Tests.Samples;

/// <summary>Options as text, as the console shows them in a model's record and reads them from the command line.</summary>
[TestClass]
public sealed class SettingTextTests
{
    // The console's types are internal: this one test looks at them as they are.
    private static readonly (string Property, Func<RnnOptions, string> Show,
        Func<RnnOptions, string, RnnOptions> Change)[] Settings = [.. All()];

    private static readonly RnnOptions[] Tried =
    [
        .. OptionSamples.Presets.Select(preset => preset.Options), new() { Epochs = 3 },
        new() { Steps = 7, Optimizer = new RnnSgd { Momentum = 0.9f, Nesterov = true },
            Schedule = new RnnStepSchedule { EveryEpochs = 3, Factor = 0.25 } },
        new() { Epochs = 7, Optimizer = new RnnAdamW { WeightDecay = 0.05f }, Schedule = new RnnCosineSchedule { WarmUpSteps = 12 },
            Shuffle = false, Seed = -3 },
        new() { Epochs = 7, Optimizer = new RnnRmsProp(), Schedule = new RnnExponentialSchedule(), ClassWeights = RnnClassWeights.Balanced,
            Threads = 2 },
        new() { Epochs = 7, Schedule = new RnnPlateauSchedule(), ClassWeights = RnnClassWeights.Of(1, 0.5f, 2), Engine = RnnEngine.Torch,
            LabelSmoothing = 0.1f },
        new() { Epochs = 7, EarlyStopping = new(), ValidationFraction = 0.1f, Pooling = RnnPooling.Mean, Activation = RnnActivation.Relu },
        new()
        {
            Epochs = 7, EarlyStopping = new() { Patience = 3, Monitor = RnnMetric.ValidationAccuracy, MinDelta = 1e-4,
                RestoreBestWeights = false },
            Augmentation = new() { Noise = 0.1f }, Initialization = RnnInitialization.Identity, ClipNorm = 0.1f,
        },
        new() { Epochs = 7, Augmentation = new(), LayerSizes = [64, 32] },
        new() { Epochs = 7, Spill = new() { PoolMegabytes = 64, Folder = "/mnt/Fast Disk" } },
        new() { Epochs = 7, Spill = new() { Folder = @"D:\Rows" } },
        .. OptionSamples.Each.Where(of => Settings.Any(setting => setting.Property == of.Option.Name)).Select(of => of.Options),
    ];

    private static IEnumerable<object[]> Options => Tried.Select(options => new object[] { options });

    /// <summary>From the defaults and from every preset, each setting shown and read again gives the same options.</summary>
    [TestMethod]
    [DynamicData(nameof(Options))]
    public void WhatIsShownCanBeReadAgain(RnnOptions options)
    {
        foreach (RnnOptions start in new[] { new RnnOptions(), RnnOptions.Tutorial, RnnOptions.Accurate })
            Assert.AreEqual(options, Settings.Aggregate(start, (sum, setting) => setting.Change(sum, setting.Show(options))));
    }

    /// <summary>A metric to watch may be typed with hyphens, or as the library has it, in any case.</summary>
    [TestMethod]
    public void EveryMetricIsReadAsItIsTyped()
    {
        Func<RnnOptions, string, RnnOptions> change =
            Settings.Single(setting => setting.Property == nameof(RnnOptions.EarlyStopping)).Change;
        string[] names = [.. typeof(RnnMetric).GetFields().Select(field => (string)field.GetValue(null)!)];
        Assert.Contains(RnnMetric.ValidationAreaUnderRocCurve, names);
        foreach (string name in names)
        {
            foreach (string typed in new[] { JsonNamingPolicy.KebabCaseLower.ConvertName(name), name, name.ToUpperInvariant() })
                Assert.AreEqual(name, change(new(), $"monitor={typed}").EarlyStopping!.Monitor, typed);
        }
    }

    /// <summary>The law above can fail: a setting that is left out is missed by one of the options.</summary>
    [TestMethod]
    public void EverySettingIsTried()
    {
        foreach ((string name, Func<RnnOptions, string> show, _) in Settings)
            Assert.IsGreaterThan(1, Tried.Select(show).Distinct().Count(), name);
    }

    private static IEnumerable<(string, Func<RnnOptions, string>, Func<RnnOptions, string, RnnOptions>)> All()
    {
        Type type = Assembly.LoadFrom(ChildProcess.PathOf("src/Samples", "rnn-samples"))
            .GetType("RnnTrainer.Samples.TrainingSettings", throwOnError: true)!;
        foreach (object setting in (IEnumerable)type.GetProperty("All")!.GetValue(null)!)
        {
            T Get<T>(string name) => (T)setting.GetType().GetProperty(name)!.GetValue(setting)!;
            yield return (Get<string>("Property"), Get<Func<RnnOptions, string>>("Show"),
                Get<Func<RnnOptions, string, RnnOptions>>("Change"));
        }
    }
}
