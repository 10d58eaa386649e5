using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class AugmenterTests
{
    private const int Size = 28;

    // A picture of numbers that are all different, none of them 0.
    private static readonly float[] Picture = [.. Enumerable.Range(1, Size * Size).Select(i => (float)i)];

    [TestMethod]
    public void AShiftedSequenceIsThePictureShifted()
    {
        foreach (int dy in new[] { 0, 1, -1, 5, -27, 27, 28, -28, 1000 })
        {
            foreach (int dx in new[] { 0, 1, -1, 6, -27, 27, 28, -28, -1000 })
            {
                float[] moved = [.. Picture];
                Augmenter.Shift(moved, Size, dy, dx);
                for (int y = 0; y < Size; y++)
                {
                    for (int x = 0; x < Size; x++)
                    {
                        bool inside = y - dy is >= 0 and < Size && x - dx is >= 0 and < Size;
                        Assert.AreEqual(inside ? Picture[(y - dy) * Size + x - dx] : 0, moved[y * Size + x],
                            $"shift ({dy}, {dx}), place ({y}, {x})");
                    }
                }
            }
        }
    }

    [TestMethod]
    public void NoAugmentationIsTheIdentity()
    {
        CollectionAssert.AreEqual(Picture, Apply(new RnnAugmentation(), 1, 1, 0));
        float[] weights = Weights(ToySequences.Options);
        CollectionAssert.AreEqual(weights, Weights(ToySequences.Options with { Augmentation = new RnnAugmentation() }));
    }

    [TestMethod]
    public void SeedStepAndPlaceDecideAlone()
    {
        SeedStepAndPlaceDecide(new() { TimeShift = 3, InputShift = 3, Noise = 0.1f });
        SeedStepAndPlaceDecide(new() { Rotation = 10 });
        SeedStepAndPlaceDecide(new() { Zoom = 0.2f });
        SeedStepAndPlaceDecide(new() { Elastic = 1 });
    }

    private static void SeedStepAndPlaceDecide(RnnAugmentation all)
    {
        float[] expected = Apply(all, 1, 2, 3);
        CollectionAssert.AreEqual(expected, Apply(all, 1, 2, 3));
        foreach ((int seed, long step, int place) in new[] { (2, 2L, 3), (1, 3L, 3), (1, 2L, 4), (1, 3L, 2), (1, 2L + (1L << 32), 3) })
            CollectionAssert.AreNotEqual(expected, Apply(all, seed, step, place), $"{seed}, {step}, {place}");
    }

    [TestMethod]
    public void EachShiftIsEquallyLikely()
    {
        Dictionary<(int, int), int> counts = [];
        RnnAugmentation shifts = new() { TimeShift = 2, InputShift = 1 };
        for (int i = 0; i < 6000; i++)
        {
            // The value at the middle says where the picture came from.
            int value = (int)Apply(shifts, 1, i / 50, i % 50)[14 * Size + 14] - 1;
            (int, int) shift = (14 - value / Size, 14 - value % Size);
            counts[shift] = counts.GetValueOrDefault(shift) + 1;
        }
        Assert.HasCount(15, counts);
        foreach (((int dy, int dx), int count) in counts)
        {
            Assert.IsTrue(Math.Abs(dy) <= 2 && Math.Abs(dx) <= 1);
            Assert.AreEqual(400, count, 80); // 4 standard deviations of √(6,000 · 1/15 · 14/15) = 19.3
        }
    }

    [TestMethod]
    public void NoiseHasItsDeviation()
    {
        double[] noise = [.. Enumerable.Range(0, 100).SelectMany(i =>
        {
            float[] values = new float[775]; // odd: the last has no pair
            new Augmenter(new RnnAugmentation { Noise = 0.25f }, 1, 3).Apply(values, 25, 1, i);
            return values.Select(value => value / 0.25);
        })];
        Assert.AreEqual(0, noise.Average(), 4 / Math.Sqrt(noise.Length));
        Assert.AreEqual(1, noise.Average(value => value * value), 4 * Math.Sqrt(2.0 / noise.Length));
        Assert.HasCount(noise.Length, noise.Where(value => value != 0).ToArray());
    }

    [TestMethod]
    public void TrainingUsesItAlikeOnAnyNumberOfThreads()
    {
        RnnAugmentation all = RnnAugmentation.ForImages(1, 10, 0.1f, 0.5f) with { Noise = 0.05f };
        RnnOptions shifted = ToySequences.Options with { Augmentation = all, BatchSize = 60, Threads = 1 };
        float[] weights = Weights(shifted);
        CollectionAssert.AreEqual(weights, Weights(shifted with { Threads = 3 }));
        CollectionAssert.AreNotEqual(weights, Weights(shifted with { Augmentation = null }));
    }

    [TestMethod]
    public void ImpossibleSettingsAreRefusedByName()
    {
        Refused(nameof(RnnAugmentation.TimeShift), () => new() { TimeShift = -1 });
        Refused(nameof(RnnAugmentation.TimeShift), () => new() { TimeShift = int.MaxValue });
        Refused(nameof(RnnAugmentation.InputShift), () => new() { InputShift = -1 });
        foreach (float wrong in new[] { -0.1f, 1001, float.NaN, float.PositiveInfinity })
        {
            Refused(nameof(RnnAugmentation.Rotation), () => new() { Rotation = wrong });
            Refused(nameof(RnnAugmentation.Zoom), () => new() { Zoom = wrong });
            Refused(nameof(RnnAugmentation.Elastic), () => new() { Elastic = wrong });
            Refused(nameof(RnnAugmentation.ElasticSmoothness), () => new() { ElasticSmoothness = wrong });
        }
        foreach (float noise in new[] { -0.1f, float.NaN, float.PositiveInfinity })
            Refused(nameof(RnnAugmentation.Noise), () => new() { Noise = noise });

        static void Refused(string property, Func<RnnAugmentation> make) =>
            Assert.AreEqual(property, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).ParamName);
    }

    private static float[] Apply(RnnAugmentation augmentation, int seed, long step, int place)
    {
        ClassifiedRows rows = new(Size);
        for (int i = 0; i <= place; i++)
            rows.Add(Picture, 0);
        float[] values = new float[Picture.Length];
        new Batch(rows.Data, rows.Input, Enumerable.Range(0, place + 1).ToArray(), step, rows.Loss().Weight,
            new Augmenter(augmentation, seed, 3)).CopyTo(place, values);
        return values;
    }

    private static float[] Weights(RnnOptions options)
    {
        MLContext ml = new();
        return new RnnEstimator(ml, options).Fit(ToySequences.Data(ml)).Model.Parameters.ToArray();
    }
}
