using RnnTrainer.Data;
using RnnTrainer.Tasks;

namespace RnnTrainer.Tests.Training;

[TestClass]
public sealed class ValidationTests
{
    [TestMethod]
    [DataRow(2)]
    [DataRow(12)]
    [DataRow(13)]
    [DataRow(101)]
    public void CoversAllRowsAsMlNetsEvaluatorDoes(int rows)
    {
        // Fewer rows than a block, one block, one more, many.
        MLContext ml = new(1);
        IDataView all = ToySequences.Data(ml, 120), held = ml.Data.SkipRows(all, 120 - rows);
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options).Fit(all, held);
        MulticlassClassificationMetrics expected = ml.MulticlassClassification.Evaluate(model.Transform(held));
        Assert.AreEqual(expected.LogLoss, model.History[^1].ValidationLoss!.Value, 1e-6);
        Assert.AreEqual(expected.MicroAccuracy, model.History[^1].ValidationAccuracy!.Value, 1e-12);
    }

    [TestMethod]
    public void IsMeasuredAtTheEndOfEachEpochAndChangesNoWeight()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml), held = ToySequences.Data(ml, 30, seed: 2);
        List<RnnProgress> reports = [];
        List<double> losses = [];
        RnnOptions options = ToySequences.Options with { ProgressSteps = 2, Progress = Keep };
        RnnTransformer validated = new RnnEstimator(ml, options).Fit(data, held),
            plain = new RnnEstimator(ml, ToySequences.Options).Fit(data);
        CollectionAssert.AreEqual(plain.Model.Parameters.ToArray(), validated.Model.Parameters.ToArray());

        Assert.IsTrue(reports.All(report => report.ValidationLoss is not null == report.IsEpochEnd
            && report.ValidationAccuracy is not null == report.IsEpochEnd));
        RnnProgress[] ends = [.. reports.Where(report => report.IsEpochEnd)];
        Assert.HasCount(ends.Length, losses);
        for (int epoch = 0; epoch < ends.Length; epoch++)
            Assert.AreEqual(losses[epoch], ends[epoch].ValidationLoss!.Value, 1e-6);
        CollectionAssert.AreEqual(validated.History.Select(epoch => epoch.ValidationLoss).ToArray(),
            ends.Select(report => report.ValidationLoss).ToArray());

        // A report's network is that of its step only while it is reported.
        void Keep(RnnProgress report)
        {
            reports.Add(report);
            if (report.IsEpochEnd)
                losses.Add(ml.MulticlassClassification.Evaluate(report.Snapshot.Transform(held)).LogLoss);
        }
    }

    [TestMethod]
    public void HasTheSameBitsOnAnyNumberOfThreads()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml), held = ToySequences.Data(ml, 100, seed: 2);
        double?[] Losses(int threads) => [.. new RnnEstimator(ml, ToySequences.Options with { Threads = threads })
            .Fit(data, held).History.Select(epoch => epoch.ValidationLoss)];
        CollectionAssert.AreEqual(Losses(1), Losses(4));
    }

    [TestMethod]
    [DataRow(0.1f)]
    [DataRow(0.25f)]
    [DataRow(0.5f)]
    [DataRow(0.99f)]
    public void ASplitKeepsTheSharesOfClasses(float fraction)
    {
        // Classes of very different size, one of a single row.
        int[] sizes = [200, 37, 10, 3, 1];
        ClassTargets store = Store(sizes);
        RowSplit split = Split(store, fraction, new RandomStream(1, 3));
        CollectionAssert.AreEqual(Enumerable.Range(0, store.Rows).ToArray(), split.Training.Concat(split.HeldOut).Order().ToArray());
        CollectionAssert.AreEqual(split.Training.Order().ToArray(), split.Training.ToArray());
        CollectionAssert.AreEqual(split.HeldOut.Order().ToArray(), split.HeldOut);
        for (int label = 0; label < sizes.Length; label++)
        {
            int held = split.HeldOut.Count(row => store[row] == label);
            Assert.IsLessThan(sizes[label], held, $"class {label} keeps a row to train on");
            Assert.IsLessThanOrEqualTo(1.0, Math.Abs(held - Math.Min(fraction * sizes[label], sizes[label] - 1)),
                $"class {label}: {held} of {sizes[label]}");
        }
        CollectionAssert.AreEqual(split.HeldOut, Split(store, fraction, new RandomStream(1, 3)).HeldOut);
        CollectionAssert.AreNotEqual(split.HeldOut, Split(store, fraction, new RandomStream(2, 3)).HeldOut);
    }

    [TestMethod]
    public void ManySmallClassesHoldOutTheFractionTogether()
    {
        ClassTargets store = Store([.. Enumerable.Repeat(3, 100)]);
        Assert.HasCount(30, Split(store, 0.1f, new RandomStream(1, 3)).HeldOut);
    }

    [TestMethod]
    public void AFractionIsHeldOutOfTraining()
    {
        // 90 rows, of which 72 in batches of 16: 5 steps an epoch instead of 6.
        RnnTransformer model = Fit(ToySequences.Options with { ValidationFraction = 0.2f });
        Assert.AreEqual(15, model.History[^1].Step);
        Assert.IsTrue(model.History.All(epoch => Math.Abs(
            epoch.ValidationAccuracy!.Value * 18 - Math.Round(epoch.ValidationAccuracy.Value * 18)) < 1e-9));
        Assert.AreEqual(model.History[^1], Fit(ToySequences.Options with { ValidationFraction = 0.2f }).History[^1]);
    }

    [TestMethod]
    public void WhatCannotBeValidatedOnIsRefusedWithAReason()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        RnnEstimator Rnn(float? fraction = null) => new(ml, ToySequences.Options with { ValidationFraction = fraction });

        StringAssert.Contains(Assert.ThrowsExactly<RnnOptionException>(() => Rnn(0.1f).Fit(data, data)).Message, "Use only one of them");
        StringAssert.Contains(Assert.ThrowsExactly<RnnOptionException>(() => Rnn(0.001f).Fit(data)).Message, "leaves no validation rows");
        Assert.ThrowsExactly<ArgumentNullException>(() => Rnn().Fit(data, (IDataView)null!));

        InvalidOperationException empty = Assert.ThrowsExactly<InvalidOperationException>(() =>
            Rnn().Fit(data, ml.Data.SkipRows(data, 90)));
        StringAssert.Contains(empty.Message, "The validation data are empty: there are no rows to validate on");
        IDataView otherSize = ml.Transforms.Concatenate("Features", "Features", "Features").Fit(data).Transform(data);
        StringAssert.Contains(Assert.ThrowsExactly<RnnInputException>(() => Rnn().Fit(data, otherSize)).Message,
            "5 time steps of 3 inputs");
        IDataView twoClasses = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(ml.Data.TakeRows(data, 2)).Transform(data);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Rnn().Fit(data, twoClasses)).Message,
            "3 classes in training but 2 classes in validation");
        IDataView otherOrder = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(ml.Data.SkipRows(data, 1)).Transform(data);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Rnn().Fit(data, otherOrder)).Message,
            "class 0 is 'a' in the training data, but 'b' is validated");
    }

    [TestMethod]
    public void GradientNormIsTheMeanOverTheEpochsBatchesWhereverItIsReported()
    {
        List<double> means = [], fromHere = [];
        RnnOptions options = ToySequences.Options with
        {
            Epochs = 2,
            ProgressSteps = 1,
            Progress = report => means.Add(report.GradientNorm)
        };
        RnnTransformer model = Fit(options);
        Assert.HasCount(12, means);

        // A run of so many steps ends its epoch there: the history then has the mean that was reported.
        for (int steps = 1; steps <= 12; steps++)
            fromHere.Add(Fit(ToySequences.Options with { Epochs = null, Steps = steps }).History[^1].GradientNorm);
        CollectionAssert.AreEqual(fromHere, means);
        CollectionAssert.AreEqual(new[] { means[5], means[11] }, model.History.Select(epoch => epoch.GradientNorm).ToArray());
    }

    private static RnnTransformer Fit(RnnOptions options)
    {
        MLContext ml = new();
        return new RnnEstimator(ml, options).Fit(ToySequences.Data(ml));
    }

    private static RowSplit Split(ClassTargets classes, float fraction, RandomStream random) =>
        new MulticlassTask(new RnnOptions()).HoldOut(classes, fraction, random);

    private static ClassTargets Store(int[] sizes)
    {
        ClassTargets store = new();
        for (int label = 0; label < sizes.Length; label++)
        {
            for (int i = 0; i < sizes[label]; i++)
                store.Add(label);
        }
        return store;
    }
}
