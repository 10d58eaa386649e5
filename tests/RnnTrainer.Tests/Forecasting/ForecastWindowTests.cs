using RnnTrainer.Forecasting;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastWindowTests
{
    // One value, one input known up to now and one known ahead; two steps ahead, windows of four rows in blocks of three.
    private static readonly ForecastSpec Spec = new(Horizon: 2, Season: 1, Window: 4, BlockSteps: 3)
    {
        Levels = [0.25f, 0.75f],
        Targets = [new TargetScale(LeastValue: -1, LeastDeviation: 0.5)],
        PastInputs = [new InputScale(10, 2)],
        KnownInputs = [new InputScale(1, 0.5)],
        MissingValues = RnnMissingValues.Mean,
    };

    private static readonly ForecastSpec Logarithms = new(Horizon: 1, Season: 1, Window: 3, BlockSteps: 1)
    {
        Levels = [0.5f],
        Targets = [new TargetScale(LeastValue: 0.25f, LeastDeviation: 0.01)],
    };

    [TestMethod]
    public void TheSequenceIsTheScaledRowsAfterWhatIsLackingThenWhatIsKnownAhead()
    {
        // The values 2, 4 and 9 have the mean 5 and the deviation sqrt(26 / 3).
        float[] sequence = Sequence(Spec, [2, 11, 1, 4, 10, 3, 9, 9, 5], [7, -1]);
        float deviation = MathF.Sqrt(26f / 3);
        AssertNear([0, 0, 0, 0, 0, 0, 0, 0, 0, -3 / deviation, 2, 0, -1 / deviation, 0, 1, 4 / deviation, -2, 2, 0, 0, 3, 0, 0, -1],
            sequence);
    }

    [TestMethod]
    public void MissingValuesAreTheMeanOrTheLastValue()
    {
        float[] rows = [2, float.NaN, float.NaN, float.NaN, 11, 3, 4, float.NaN, 5], ahead = [float.NaN, 7];
        AssertNear([-1, 0, 0, 0, 2, 1, 1, 0, 2, 0, 0, 0, 0, 0, 3], Sequence(Spec, rows, ahead)[9..]);
        AssertNear([-1, 0, 0, -1, 2, 1, 1, 2, 2, 0, 0, 2, 0, 0, 3],
            Sequence(Spec with { MissingValues = RnnMissingValues.LastValue }, rows, ahead)[9..]);
    }

    [TestMethod]
    public void SeriesOfAnyLevelLookAlikeAsLogarithms()
    {
        float[] small = Sequence(Logarithms, [1, 2, 4], []), large = Sequence(Logarithms, [1e6f, 2e6f, 4e6f], []);
        AssertNear(small, large);
        AssertNear([-MathF.Sqrt(1.5f), 0, MathF.Sqrt(1.5f)], small);
    }

    [TestMethod]
    public void AValueWithoutALogarithmIsReadAsTheSmallestInTraining() =>
        CollectionAssert.AreEqual(Sequence(Logarithms, [1, 0.25f, 4], []), Sequence(Logarithms, [1, -3, 4], []));

    [TestMethod]
    public void AConstantWindowIsZeroAndItsOutputsStayFinite()
    {
        foreach (float value in new[] { 0f, 3, 1e30f })
        {
            foreach (ForecastSpec spec in new[] { Spec with { PastInputs = [], KnownInputs = [] }, Logarithms })
            {
                ForecastWindow window = new(spec);
                float[] sequence = new float[spec.TimeSteps];
                window.Write([value, value, value], [], sequence);
                Assert.IsTrue(sequence.All(one => one == 0), $"{value}: {string.Join(' ', sequence)}");
                Assert.AreEqual(value > 0 || !spec.Targets[0].IsLogarithmic ? value : 0.25, window.InUnits(0, 0), 1e-6 * (1 + value));
                Assert.IsTrue(float.IsFinite(window.InUnits(0, 1e6f)));
            }
        }
    }

    [TestMethod]
    public void OutputsComeBackInTheUnitsOfTheirTargetsLevelByLevel()
    {
        ForecastSpec spec = Spec with { Targets = [Spec.Targets[0], Logarithms.Targets[0]], PastInputs = [], KnownInputs = [] };
        ForecastWindow window = new(spec);
        window.Write([2, 1, 4, 4], [], new float[spec.TimeSteps * spec.RowSize]);
        float[] quantiles = new float[spec.Quantiles];
        window.ToUnits([-1, 1, -2, 2, -1, 1, -2, 2], quantiles);
        AssertNear([2, 1, 4, 5, 1, 0.5f, 4, 8], quantiles); // of the first 3 ± 1, of the second 2 x 2^±1
    }

    [TestMethod]
    public void ForecastsAreNotBelowZeroWhereNoValueWas()
    {
        ForecastSpec spec = Spec with
        {
            Targets = [new TargetScale(LeastValue: 0, LeastDeviation: 0.5)],
            PastInputs = [],
            KnownInputs = []
        };
        ForecastWindow window = new(spec);
        window.Measure([0, 0, 3]);
        Assert.AreEqual(0, window.InUnits(0, -9));
        Assert.AreEqual(1, window.InUnits(0, 0));
        Assert.IsTrue(float.IsNaN(window.InUnits(0, float.NaN)));
    }

    [TestMethod]
    public void ScaleAndUnitsAreInverse()
    {
        foreach (ForecastSpec spec in new[] { Spec, Logarithms })
        {
            ForecastWindow window = new(spec);
            window.Write([.. Enumerable.Range(1, 3 * spec.RowSize).Select(i => 7f * i)],
                [.. spec.KnownInputs.SelectMany(_ => new[] { 1f, 2f })],
                new float[spec.TimeSteps * spec.RowSize]);
            Assert.AreEqual(123, window.InUnits(0, window.InScale(0, 123)), 1e-3);
        }
    }

    private static float[] Sequence(ForecastSpec spec, float[] rows, float[] ahead)
    {
        Assert.IsTrue(spec.IsValid);
        float[] sequence = [.. Enumerable.Repeat(99f, spec.TimeSteps * spec.RowSize)];
        new ForecastWindow(spec).Write(rows, ahead, sequence);
        return sequence;
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-5, $"index {i}: {string.Join(' ', actual)}");
    }
}
