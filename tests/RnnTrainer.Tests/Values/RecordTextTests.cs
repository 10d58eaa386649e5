using System.Globalization;
using System.Reflection;

namespace RnnTrainer.Tests.Values;

/// <summary>What a public record says of itself is the same in every culture.</summary>
[TestClass]
public sealed class RecordTextTests
{
    // One of each, with fractions wherever it can hold them.
    private static readonly object[] Records =
    [
        new RnnOptions { LearningRate = 0.25f, Dropout = 0.5f, ClipNorm = 1.5f, Augmentation = new() { Noise = 0.5f } },
        new RnnAdam(), new RnnAdamW(), new RnnSgd { Momentum = 0.5 }, new RnnRmsProp(),
        new RnnConstantSchedule(), new RnnStepSchedule { EveryEpochs = 2 }, new RnnExponentialSchedule(),
        new RnnCosineSchedule { FinalFactor = 0.5 },
        new RnnOneCycleSchedule(), new RnnPlateauSchedule(), new RnnEma(), new RnnEarlyStopping { MinDelta = 0.5 },
        new RnnCheckpoints { Folder = "f", EveryMinutes = 0.5 }, new RnnMpi { Timeout = TimeSpan.FromSeconds(0.5) },
        new RnnAugmentation { Noise = 0.5f }, RnnClassWeights.Of(0.5f, 1.5f),
        RnnLoss.Huber(0.5f), new RnnForecastOptions { Quantiles = [0.25f, 0.5f], Horizon = 12 },
        new SequenceGroupingOptions { MaxTimeSteps = 5, LastRowColumns = ["Weight"] }, new SequenceWindowOptions(),
        new RnnOnnxOptions(), new RnnImportOptions { Labels = [0.5, 1.5] }, new RnnTensorNames(),
        new RnnSpill(), new RnnImportanceOptions(), new RnnImportanceItem("Heat", 0.5, 0.25), new RnnHalving(),
        new RnnSearchRun { Candidate = 1, Choices = new Dictionary<string, string>(), Options = new(), Share = 0.5 },
        HistoryLines.Two[1], Report(), new RnnLayer(NetworkForms.Of(5, 3, 4, 2).Top),
    ];

    [TestMethod]
    public void EveryPublicRecordIsTried()
    {
        string[] all = [.. from assembly in new[] { typeof(RnnOptions).Assembly, typeof(RnnEpoch).Assembly }
                           from type in assembly.GetExportedTypes()
                           where type.GetMethod("<Clone>$") is not null && !type.IsAbstract
                           select type.Name];
        CollectionAssert.AreEquivalent(all, Records.Select(record => record.GetType().Name).ToArray());
    }

    [TestMethod]
    public void TheTextDoesNotDependOnTheCulture()
    {
        // As German has numbers; made by hand, as machines without ICU know no culture.
        CultureInfo before = CultureInfo.CurrentCulture, comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "\u2212";
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            string[] expected = [.. Records.Select(record => $"{record}")];
            CultureInfo.CurrentCulture = comma;
            Assert.AreEqual("0,5", $"{0.5}");
            CollectionAssert.AreEqual(expected, Records.Select(record => $"{record}").ToArray());
            Assert.AreSame(comma, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public void TheTextNamesEachProperty()
    {
        Assert.AreEqual("RnnSgd { Momentum = 0.5, Nesterov = False, WeightDecay = 0 }", new RnnSgd { Momentum = 0.5 }.ToString());
        Assert.AreEqual(
            "RnnAugmentation { TimeShift = 1, InputShift = 0, Rotation = 0, Zoom = 0, Elastic = 0, ElasticSmoothness = 4, Noise = 0.5 }",
            $"{new RnnAugmentation { TimeShift = 1, Noise = 0.5f }}");
        foreach (object record in Records.Where(record => record is not (RnnClassWeights or RnnLoss or RnnKerasLayer)))
        {
            IEnumerable<string> names = from property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                                        where property.SetMethod is not null // the others follow from these
                                        select property.Name;
            foreach (string name in names)
                StringAssert.Contains($"{record}", $" {name} = ");
        }
    }

    private static RnnProgress Report()
    {
        RnnProgress? last = null;
        MLContext ml = new();
        new RnnEstimator(ml, ToySequences.Options with { Progress = report => last = report }).Fit(ToySequences.Data(ml));
        return last!;
    }
}
