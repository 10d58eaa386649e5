namespace RnnTrainer.Tests.Training;

/// <summary>What somebody gets who has few recorded sequences and sets nothing: far more than chance.</summary>
[TestClass]
public sealed class SmallDataTests
{
    private const int Classes = 3, Steps = 128;

    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void TheDefaultsLearnFromFewLongSequences() =>
        Assert.IsGreaterThan(0.7, Accuracy(ml => ml.MulticlassClassification.Trainers.Rnn()), "a third is chance");

    [TestMethod]
    public void SensorLearnsMoreFromThem() =>
        Assert.IsGreaterThan(0.93, Accuracy(ml => ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Sensor)));

    [TestMethod]
    public void APresetsLabelSmoothingIsNotUsedByARegressionWhichTheLogSays()
    {
        MLContext ml = new(1);
        List<string> log = [];
        ml.Log += (_, entry) => log.Add(entry.Message);
        IDataView data = ToySequences.NumberData(ml, 20);
        RnnOptions preset = RnnOptions.Sensor with { HiddenSize = 4, Epochs = 1, Seed = 1 };

        RnnTransformer model = ml.Regression.Trainers.Rnn(preset).Fit(data);

        Assert.IsTrue(log.Any(line => line.Contains("LabelSmoothing 0.1 is not used", StringComparison.Ordinal)));
        CollectionAssert.AreEqual(ml.Regression.Trainers.Rnn(preset with { LabelSmoothing = 0 }).Fit(data).Model.Parameters.ToArray(),
            model.Model.Parameters.ToArray());
    }

    [TestMethod]
    public void TheLogNamesThePresetForFewSequencesWhereTheDefaultsAreUsed()
    {
        StringAssert.EndsWith(Log(new RnnOptions { Seed = 1 }, 45, Steps).Single(IsHint),
            "45 training sequences and default settings: RnnOptions.Sensor suits small numbers of recorded sequences.");
        Assert.IsFalse(Log(RnnOptions.Sensor with { HiddenSize = 2, Epochs = 1 }, 45, Steps).Any(IsHint), "it is used");
        Assert.IsFalse(Log(new RnnOptions { Epochs = 1 }, 45, Steps).Any(IsHint), "somebody chose");
        Assert.IsFalse(Log(new RnnOptions(), 45, 9).Any(IsHint), "short");
        Assert.IsFalse(Log(new RnnOptions(), 1001, 10).Any(IsHint), "not few");

        static bool IsHint(string line) => line.Contains("suits small numbers", StringComparison.Ordinal);

        static List<string> Log(RnnOptions options, int count, int steps)
        {
            MLContext ml = new(1);
            List<string> log = [];
            ml.Log += (_, entry) => log.Add(entry.Message);
            VectorRows.Row[] rows = [.. Enumerable.Range(0, count)
                .Select(i => new VectorRows.Row { Features = new float[steps], Name = "ab"[i % 2].ToString() })];
            new RnnEstimator(ml, options).Fit(VectorRows.Data(ml, rows, steps, 1));
            return log;
        }
    }

    private static double Accuracy(Func<MLContext, RnnEstimator> trainer)
    {
        RnnEstimator estimator = trainer(Ml);
        RnnTransformer model = new RnnEstimator(Ml, estimator.Options with { Seed = 1 }).Fit(Events(45, 1));
        return Ml.MulticlassClassification.Evaluate(model.Transform(Events(300, 2))).MicroAccuracy;
    }

    // After Saito's cylinder, bell and funnel: in noise something begins, lasts, and keeps its height, rises or falls.
    private static IDataView Events(int count, int seed)
    {
        Random random = new(seed);
        return VectorRows.Data(Ml, [.. Enumerable.Range(0, count).Select(row => Event(row % Classes))], Steps, 1);

        VectorRows.Row Event(int kind)
        {
            int start = random.Next(16, 33), length = random.Next(32, 97);
            double height = 6 + Normal();
            return new()
            {
                Features = [.. Enumerable.Range(0, Steps).Select(step => (float)(Normal() + height * Share(step - start, length, kind)))],
                Name = "abc"[kind].ToString(),
            };
        }

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static double Share(int step, int length, int kind) =>
        step < 0 || step >= length ? 0 : kind == 0 ? 1 : kind == 1 ? (double)step / length : 1 - (double)step / length;
}
