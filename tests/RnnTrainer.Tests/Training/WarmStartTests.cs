namespace RnnTrainer.Tests.Training;

[TestClass]
public sealed class WarmStartTests
{
    [TestMethod]
    public void LossStartsWhereItEnded()
    {
        // One batch of all rows: an epoch's loss is that before its only step.
        MLContext ml = new();
        IDataView data = ToySequences.Data(ml);
        RnnOptions options = ToySequences.Options with { BatchSize = 90, Epochs = 30 };
        RnnTransformer first = new RnnEstimator(ml, options).Fit(data);
        float[] before = first.Model.Parameters.ToArray();
        RnnTransformer second = new RnnEstimator(ml, options with { Epochs = 5 }).Fit(data, first);

        Assert.AreEqual(ml.MulticlassClassification.Evaluate(first.Transform(data)).LogLoss, second.History[0].Loss, 1e-6);
        Assert.IsLessThan(first.History[^1].Loss, second.History[^1].Loss);
        Assert.HasCount(5, second.History);
        Assert.AreEqual(1, second.History[0].Epoch);
        CollectionAssert.AreEqual(before, first.Model.Parameters.ToArray());
        CollectionAssert.AreNotEqual(before, second.Model.Parameters.ToArray());
    }

    [TestMethod]
    public void ValidationDataMayBeGivenToo()
    {
        MLContext ml = new();
        IDataView data = ToySequences.Data(ml);
        RnnTransformer first = new RnnEstimator(ml, ToySequences.Options).Fit(data);
        Assert.IsNotNull(new RnnEstimator(ml, ToySequences.Options).Fit(data, data, first).History[0].ValidationLoss);
        Assert.IsNull(new RnnEstimator(ml, ToySequences.Options).Fit(data, null, first).History[0].ValidationLoss);
        Assert.ThrowsExactly<ArgumentNullException>(() => new RnnEstimator(ml, ToySequences.Options).Fit(data, data, null!));
    }

    [TestMethod]
    public void ANetworkThatDoesNotFitIsRefusedAndBothSidesNamed()
    {
        MLContext ml = new();
        IDataView data = ToySequences.Data(ml);
        RnnTransformer first = new RnnEstimator(ml, ToySequences.Options).Fit(data);
        ArgumentException size = Assert.ThrowsExactly<ArgumentException>(() =>
            new RnnEstimator(ml, ToySequences.Options with { HiddenSize = 9 }).Fit(data, first));
        StringAssert.Contains(size.Message, "specify 1 layer of 9 Rnn (Tanh) units");
        StringAssert.Contains(size.Message, "it has 1 layer of 8 Rnn (Tanh) units,");

        IDataView otherOrder = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(ml.Data.SkipRows(data, 1)).Transform(data);
        ArgumentException labels = Assert.ThrowsExactly<ArgumentException>(() =>
            new RnnEstimator(ml, ToySequences.Options).Fit(otherOrder, first));
        StringAssert.Contains(labels.Message, "class 0 is 'b' in the training data, but 'a' is known to it");

        IDataView twoClasses = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(ml.Data.TakeRows(data, 2)).Transform(data);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() =>
            new RnnEstimator(ml, ToySequences.Options).Fit(twoClasses, first)).Message, "but the options and data specify 2 classes");
    }
}
