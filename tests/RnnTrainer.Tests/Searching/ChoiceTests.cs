using RnnTrainer.Data;

namespace RnnTrainer.Tests.Searching;

/// <summary>What a choice draws, and which ones are refused.</summary>
[TestClass]
public sealed class ChoiceTests
{
    [TestMethod]
    public void EachOptionCanBeChosenAndOthersStayAsTheyAre()
    {
        RnnOptions options = RnnOptions.Gru with { Seed = 3 };
        (RnnChoice Choice, string Text, Func<RnnOptions, bool> IsSet)[] choices =
        [
            (RnnChoice.Of(one => one.HiddenSize, 7), "7", one => one.HiddenSize == 7),
            (RnnChoice.Of(one => one.Epochs, 7), "7", one => one is { Epochs: 7, MinSteps: null }),
            (RnnChoice.Of(one => one.ClipNorm, (float?)null), "null", one => one.ClipNorm is null),
            (RnnChoice.Of(one => one.Cell, RnnCell.Lstm), "Lstm", one => one.Cell == RnnCell.Lstm),
            (RnnChoice.Of(one => one.LayerSizes, new[] { 3, 2 }), "[3, 2]", one => one.LayerSizes!.SequenceEqual([3, 2])),
            (RnnChoice.Of(one => one.Optimizer, new RnnSgd { Momentum = 0.5f }), "RnnSgd { WeightDecay", one => one.Optimizer is RnnSgd),
        ];
        foreach ((RnnChoice choice, string text, Func<RnnOptions, bool> isSet) in choices)
        {
            (string shown, Func<RnnOptions, RnnOptions> change) = choice.Values!.Single();
            StringAssert.StartsWith(shown, text[..Math.Min(text.Length, 6)]);
            RnnOptions changed = change(options);
            Assert.IsTrue(isSet(changed), choice.Name);
            Assert.AreNotSame(options, changed);
            Assert.AreEqual((3, options.BatchSize), (changed.Seed, changed.BatchSize));
        }
        Assert.AreEqual(RnnOptions.Gru with { Seed = 3 }, options);
    }

    [TestMethod]
    public void RangesAreFilledEvenly()
    {
        RandomStream random = new(1, 1);
        float[] uniform = [.. Draw(RnnChoice.Uniform(options => options.Dropout, 0.2f, 0.6f)).Select(options => options.Dropout)];
        float[] factors =
            [.. Draw(RnnChoice.LogUniform(options => options.LearningRate, 0.001f, 0.1f)).Select(options => options.LearningRate)];
        int[] whole = [.. Draw(RnnChoice.LogUniform(options => options.HiddenSize, 1, 4)).Select(options => options.HiddenSize)];
        Assert.IsTrue(uniform.All(value => value is >= 0.2f and <= 0.6f) && factors.All(value => value is >= 0.001f and <= 0.1f));
        Assert.AreEqual(0.5, uniform.Count(value => value < 0.4f) / 4000.0, 0.03);
        Assert.AreEqual(0.5, factors.Count(value => value < 0.01f) / 4000.0, 0.03);
        // ln 2, ln 3/2, ln 4/3 and ln 5/4 of ln 5.
        for (int size = 1; size <= 4; size++)
            Assert.AreEqual(Math.Log((size + 1.0) / size) / Math.Log(5), whole.Count(value => value == size) / 4000.0, 0.03);

        IEnumerable<RnnOptions> Draw(RnnChoice choice) => Enumerable.Range(0, 4000).Select(_ => choice.Draw(random).Change(new()));
    }

    [TestMethod]
    public void WhatNoOptionCanBeIsRefusedWhereItIsGiven()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RnnChoice.Of(options => options.HiddenSize, 4, 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RnnChoice.Uniform(options => options.Dropout, 0.5f, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RnnChoice.LogUniform(options => options.LearningRate, 0, 1));
        Assert.ThrowsExactly<ArgumentException>(() => RnnChoice.LogUniform(options => options.LearningRate, 1, 0.5f));
        Assert.ThrowsExactly<ArgumentException>(() => RnnChoice.Uniform(options => options.Dropout, 0, float.NaN));
        Assert.ThrowsExactly<ArgumentException>(() => RnnChoice.Of<int>(options => options.HiddenSize));
        Assert.ThrowsExactly<ArgumentException>(() => RnnChoice.Of(options => options.HiddenSize + 1, 4));
        Assert.ThrowsExactly<ArgumentException>(() => RnnChoice.OfChanges("both", ("a", options => options), ("a", options => options)));
    }
}
