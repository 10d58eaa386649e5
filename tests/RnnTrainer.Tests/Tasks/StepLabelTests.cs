namespace RnnTrainer.Tests.Tasks;

/// <summary>
/// Answers, numbers and quantiles for each step: what they have beside what holds for every task (<see cref="EveryTaskTests"/>) and
/// for classes of steps (<see cref="ReturnSequencesTests"/>).
/// </summary>
[TestClass]
public sealed class StepLabelTests
{
    private static readonly RnnOptions Options = new()
    {
        ReturnSequences = true,
        Cell = RnnCell.Gru,
        InputSize = 1,
        HiddenSize = 12,
        BatchSize = 16,
        Epochs = 60,
        LearningRate = 0.01f,
        ClipNorm = 1,
        Seed = 1,
    };

    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void ParityIsLearntAsSparseYesAndNo()
    {
        IDataView train = Answers(StepSequences.Rows(300, missing: 0.7)), held = Answers(StepSequences.Rows(60, missing: 0.3, seed: 2));
        RnnTransformer model = Ml.BinaryClassification.Trainers.Rnn(Options with { LearningRate = 0.02f }).Fit(train, held);
        Assert.IsGreaterThan(0.99, Ml.BinaryClassification.EvaluateSteps(model.Transform(held)).Accuracy);
        Assert.IsGreaterThan(0.99, model.History[^1].Metrics[RnnMetric.ValidationAreaUnderRocCurve]);
    }

    [TestMethod]
    public void BooleansTeachAsZerosAndOnesDo()
    {
        StepSequences.Row[] rows = StepSequences.Rows(40);
        IDataView booleans = Ml.Data.LoadFromEnumerable(rows.Select(row => new BooleansRow
        {
            Features = row.Features,
            Label = [.. row.Label.Select(key => key == 2)],
        }));
        RnnOptions options = Options with { Epochs = 2 };
        CollectionAssert.AreEqual(new RnnBinaryEstimator(Ml, options).Fit(Answers(rows)).Model.Parameters.ToArray(),
            new RnnBinaryEstimator(Ml, options).Fit(booleans).Model.Parameters.ToArray());
    }

    /// <summary>1000 x(t-1) + 500 x(t), without noise; a deviation of about 650.</summary>
    [TestMethod]
    public void ALaggedSumIsLearntFromSparseNumbers()
    {
        IDataView train = Numbers(300, seed: 1, LaggedSum, missing: 0.5), test = Numbers(100, seed: 2, LaggedSum);
        RnnTransformer model = Ml.Regression.Trainers.Rnn(Options).Fit(train, test);
        double error = Ml.Regression.EvaluateSteps(model.Transform(test)).RootMeanSquaredError;
        Assert.IsLessThan(25, error);
        Assert.AreEqual(error, model.History[^1].Metrics[RnnMetric.ValidationRootMeanSquaredError], 1e-3);
    }

    /// <summary>x(t) and noise that is even from 0 to 1: the quantiles are x(t) + level.</summary>
    [TestMethod]
    public void QuantilesOfEachStepAreThoseOfTheNoise()
    {
        Random noise = new(5);
        float Noisy(float[] x, int t) => x[t] + (float)noise.NextDouble();
        RnnTransformer model = Ml.Regression.Trainers.Rnn(Options with { Loss = RnnLoss.Quantiles(0.1f, 0.9f) })
            .Fit(Numbers(600, seed: 1, Noisy));
        IDataView test = Numbers(100, seed: 2, Noisy);
        float[][] features = [.. test.GetColumn<float[]>("Features")], scores = [.. model.Transform(test).GetColumn<float[]>("Score")];
        double off = Enumerable.Range(0, features.Length).SelectMany(row => features[row].SelectMany((x, t) => new[]
        {
            Math.Abs(scores[row][2 * t] - (x + 0.1)), Math.Abs(scores[row][2 * t + 1] - (x + 0.9)),
        })).Average();
        Assert.IsLessThan(0.05, off);
        Assert.AreEqual(0.8, Ml.Regression.EvaluateQuantiles(model.Transform(test), levels: [0.1f, 0.9f]).Coverage, 0.05);
    }

    [TestMethod]
    public void ColumnsHaveAValueForEachStepAndNoneBeyondALength()
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(NumbersRow));
        schema[nameof(NumbersRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 5, 1);
        IDataView padded = Ml.Data.LoadFromEnumerable(Enumerable.Range(1, 5).Select(steps => new NumbersRow
        {
            Features = [.. Enumerable.Range(0, 5).Select(step => step < steps ? step % 2 : float.NaN)],
            Label = [.. Enumerable.Range(0, 5).Select(step => (float)(step % 2))],
            Steps = steps,
        }), schema);
        RnnOptions options = Options with { InputSize = null, LengthColumnName = "Steps", Epochs = 1 };

        IDataView answers = new RnnBinaryEstimator(Ml, options).Fit(padded).Transform(padded);
        Assert.AreEqual("Vector<Boolean, 5>, Vector<Single, 5>, Vector<Single, 5>",
            Types(answers, "PredictedLabel", "Score", "Probability"));
        bool[][] predicted = [.. answers.GetColumn<bool[]>("PredictedLabel")];
        float[][] logits = [.. answers.GetColumn<float[]>("Score")], probabilities = [.. answers.GetColumn<float[]>("Probability")];
        for (int row = 0; row < 5; row++)
        {
            Assert.AreEqual((5, 5, 5), (predicted[row].Length, logits[row].Length, probabilities[row].Length));
            for (int step = 0; step < 5; step++)
            {
                Assert.AreEqual((step > row, step > row), (float.IsNaN(logits[row][step]), float.IsNaN(probabilities[row][step])));
                Assert.AreEqual(logits[row][step] > 0, predicted[row][step]);
            }
        }

        IDataView numbers = new RnnRegressionEstimator(Ml, options).Fit(padded).Transform(padded);
        Assert.AreEqual("Vector<Single, 5>", Types(numbers, "Score"));
        CollectionAssert.AreEqual(logits.Select(row => row.Count(float.IsNaN)).ToArray(),
            numbers.GetColumn<float[]>("Score").Select(row => row.Count(float.IsNaN)).ToArray());
        IDataView ragged = Numbers(20, seed: 1, LaggedSum);
        IDataView quantiles = new RnnRegressionEstimator(Ml, Options with { Loss = RnnLoss.Quantiles(0.2f, 0.5f, 0.8f), Epochs = 1 })
            .Fit(ragged).Transform(ragged);
        Assert.AreEqual("Vector<Single, *, 3>", Types(quantiles, "Score"));
    }

    [TestMethod]
    public void LabelsThatNoNetworkCanLearnAreNamedWithTheirRow()
    {
        AssertRefused(row => new RnnBinaryEstimator(Ml, Options).Fit(row), 0.5f, "holds 0.5. Use 0, 1, or NaN");
        AssertRefused(row => new RnnRegressionEstimator(Ml, Options).Fit(row), float.PositiveInfinity, "holds Infinity at index 1");

        static void AssertRefused(Action<IDataView> fit, float label, string message)
        {
            NumbersRow[] rows = [.. Enumerable.Range(0, 3).Select(_ => new NumbersRow { Features = [1, 2], Label = [0, 1] })];
            rows[2].Label[1] = label;
            RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => fit(Ml.Data.LoadFromEnumerable(rows)));
            Assert.AreEqual((3L, "Label"), (error.Row, error.ColumnName));
            StringAssert.Contains(error.Message, message);
        }
    }

    [TestMethod]
    public void ANumberWhereStepsHaveLabelsIsRefused()
    {
        IDataView one = ToySequences.NumberData(Ml);
        StringAssert.Contains(Assert.ThrowsExactly<RnnColumnException>(
            () => new RnnRegressionEstimator(Ml, Options with { InputSize = 3 }).Fit(one)).Message, "a vector with a label for each step");
    }

    private static float LaggedSum(float[] x, int t) => (t == 0 ? 0 : 1000 * x[t - 1]) + 500 * x[t];

    private static string Types(IDataView view, params string[] columns) =>
        string.Join(", ", columns.Select(column => view.Schema[column].Type));

    private static IDataView Answers(StepSequences.Row[] rows) => Ml.Data.LoadFromEnumerable(rows.Select(row => new NumbersRow
    {
        Features = row.Features,
        Label = [.. row.Label.Select(key => key == 0 ? float.NaN : key - 1)],
    }));

    private static IDataView Numbers(int count, int seed, Func<float[], int, float> label, double missing = 0)
    {
        Random random = new(seed);
        return Ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(_ =>
        {
            float[] x = [.. Enumerable.Range(0, random.Next(3, 13)).Select(_ => (float)(random.NextDouble() * 2 - 1))];
            return new NumbersRow
            {
                Features = x,
                Label = [.. x.Select((_, t) => random.NextDouble() < missing ? float.NaN : label(x, t))],
            };
        }).ToArray());
    }

    private sealed class NumbersRow
    {
        public float[] Features { get; set; } = [];

        public float[] Label { get; set; } = [];

        public int Steps { get; set; }
    }

    private sealed class BooleansRow
    {
        public float[] Features { get; set; } = [];

        public bool[] Label { get; set; } = [];
    }
}
