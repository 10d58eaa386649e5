using RnnTrainer.Network;
using RnnTrainer.Scoring;
using RnnTrainer.Tests.Exchange.Onnx;
using RnnTrainer.Tests.Exchange.Safetensors;
using RnnTrainer.Tests.Scoring;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Tests.Training;

/// <summary>NaN among the inputs, by rule, from training to the score and to every form that a network is exported in.</summary>
[TestClass]
public sealed class MissingValuesTests
{
    private const int Inputs = ToySequences.InputSize;

    // Single precision against double, and each side's own exponentials.
    private const double Tolerance = 1e-5;

    private static readonly MLContext Ml = new(1);

    private static readonly RnnMissingValues[] Filling = [RnnMissingValues.Mean, RnnMissingValues.LastValue];

    private static readonly RnnOptions Options = ToySequences.Options with { InputSize = Inputs, Cell = RnnCell.Lstm };

    [TestMethod]
    public void EveryFormScoresGapsAsTheDefinition()
    {
        RaggedSequences.Row[] rows = Rows(40);
        foreach (NetworkSpec shape in NetworkForms.Gapped())
        {
            RnnModel model = ScoreDefinition.Network(shape);
            SequenceScorer scorer = new(model);
            foreach (RaggedSequences.Row row in rows)
            {
                ScoringBlock block = scorer.CreateBlock(1);
                row.Features.CopyTo(block.Add(row.Features.Length));
                block.Score();
                Agree(ScoreDefinition.Of(model, row.Features), block.Outputs(0).ToArray(), shape.Description);
            }
        }
    }

    [TestMethod]
    public void OnnxFillsWithTheMeanAndSaysThatItCannotHaveTheLastValue()
    {
        float[][] rows = [.. Rows(40).Select(row => row.Features)];
        foreach (NetworkSpec shape in NetworkForms.Gapped())
        {
            RnnTransformer model = OnnxNetworks.Create(Ml, shape);
            if (shape.Input.MissingValues == RnnMissingValues.LastValue)
            {
                string message = Assert.ThrowsExactly<NotSupportedException>(() => OnnxSession.Bytes(model)).Message;
                Assert.Contains("Train with RnnMissingValues.Mean, or save it with mlContext.Model.Save.", message);
                continue;
            }
            using OnnxSession session = OnnxSession.Of(model);
            float[][] expected = OnnxNetworks.Score(Ml, model, rows).Scores, actual = session.Run(rows, Inputs, 9).Scores;
            for (int row = 0; row < rows.Length; row++)
                Agree([.. expected[row].Select(score => (double)score)], actual[row][..expected[row].Length], shape.Description);
        }
    }

    [TestMethod]
    public void TheTorchModuleFillsThemToo()
    {
        foreach (NetworkSpec shape in NetworkForms.Gapped())
        {
            RnnTransformer model = OnnxNetworks.Create(Ml, shape);
            using DisposeScope scope = NewDisposeScope();
            using nn.Module<Tensor, Tensor> module = model.ToTorchModule();
            foreach (RaggedSequences.Row row in Rows(10))
            {
                float[] x = row.Features;
                float[] scores = [.. nn.functional.softmax(module.call(tensor(x, 1, x.Length / Inputs, Inputs)), dim: -1).data<float>()];
                Agree(ScoreDefinition.Of(model.Model, x), scores, shape.Description);
            }
        }
    }

    [TestMethod]
    public void NothingIsMeasuredOnMissingValues()
    {
        RaggedSequences.Row[] rows = Rows(60);
        foreach (RnnNormalization kind in new[] { RnnNormalization.MeanVariance, RnnNormalization.MinMax, RnnNormalization.None })
        {
            RnnModel model = new RnnEstimator(Ml, Options with { Normalization = kind, MissingValues = RnnMissingValues.Mean, Epochs = 1 })
                .Fit(RaggedSequences.Data(Ml, rows)).Model;
            Assert.AreEqual((kind, RnnMissingValues.Mean), (model.Normalization, model.MissingValues));
            for (int input = 0; input < Inputs; input++)
            {
                double[] known = [.. rows.SelectMany(row => row.Features.Where((x, i) => i % Inputs == input && !float.IsNaN(x)))
                    .Select(x => (double)x)];
                (double offset, double scale) = kind == RnnNormalization.None ? (0, 1) : ScoreDefinition.OfSequence(kind, known);
                if (kind != RnnNormalization.None)
                {
                    Assert.AreEqual(offset, model.InputOffsets[input], 1e-12, $"{kind}");
                    Assert.AreEqual(scale, model.InputScales[input], scale * 1e-12, $"{kind}");
                }
                if (kind != RnnNormalization.MeanVariance)
                    Assert.AreEqual((known.Average() - offset) * scale, model.Network.Input.Normalization.Means[input], 1e-6, $"{kind}");
            }
        }
    }

    /// <summary>The law: training on rows with gaps is training on rows that were scaled and filled by hand, bit for bit.</summary>
    [TestMethod]
    public void TrainingOnGapsIsTrainingOnRowsFilledBefore()
    {
        RaggedSequences.Row[] rows = Rows(60), held = Rows(30);
        RnnNormalization[] kinds = [RnnNormalization.None, RnnNormalization.MeanVariance, RnnNormalization.SequenceMinMax];
        foreach ((RnnMissingValues rule, RnnNormalization kind) in from rule in Filling from kind in kinds select (rule, kind))
        {
            RnnOptions options = Options with { Normalization = kind, Augmentation = new() { TimeShift = 1, Noise = 0.1f } };
            RnnTransformer gapped = new RnnEstimator(Ml, options with { MissingValues = rule })
                .Fit(RaggedSequences.Data(Ml, rows), RaggedSequences.Data(Ml, held));
            RaggedSequences.Row[] filled = Filled(gapped.Model, rows), filledHeld = Filled(gapped.Model, held);
            RnnTransformer expected = new RnnEstimator(Ml, options with { Normalization = RnnNormalization.None })
                .Fit(RaggedSequences.Data(Ml, filled), RaggedSequences.Data(Ml, filledHeld));
            CollectionAssert.AreEqual(expected.Model.Parameters.ToArray(), gapped.Model.Parameters.ToArray(), $"{rule}, {kind}");
            CollectionAssert.AreEqual(expected.History.ToArray(), gapped.History.ToArray(), $"{rule}, {kind}");
        }
    }

    [TestMethod]
    public void InfinityIsAnErrorByAnyRule()
    {
        foreach (RnnMissingValues rule in Filling)
        {
            RaggedSequences.Row[] rows = Rows(9);
            rows[4].Features[1] = float.PositiveInfinity;
            RnnRowException error = Assert.ThrowsExactly<RnnRowException>(
                () => new RnnEstimator(Ml, Options with { MissingValues = rule }).Fit(RaggedSequences.Data(Ml, rows)));
            Assert.Contains("Row 5", error.Message);
        }
    }

    // Infinity in a row to be scored may become NaN on the way to its scale: that is not missing.
    [TestMethod]
    public void WhatInfinityMakesNaNIsNotFilled()
    {
        NetworkSpec shape = NetworkForms.Gapped().First(network => network.Input.Normalization.Kind == RnnNormalization.SequenceMeanVariance
            && !network.HasStepOutputs);
        SequenceScorer scorer = new(ScoreDefinition.Network(shape));
        ScoringBlock block = scorer.CreateBlock(1);
        ((float[])[1, 2, 3, float.PositiveInfinity, float.NaN, 4]).CopyTo(block.Add(6));
        block.Score();
        Assert.IsTrue(block.Outputs(0).ToArray().All(float.IsNaN));
    }

    [TestMethod]
    public void AnInputWithoutAnyValueIsAlwaysZero()
    {
        RaggedSequences.Row[] rows = Rows(30);
        foreach (RaggedSequences.Row row in rows)
        {
            for (int i = 1; i < row.Features.Length; i += Inputs)
                row.Features[i] = float.NaN;
        }
        foreach (RnnNormalization kind in Enum.GetValues<RnnNormalization>())
        {
            RnnTransformer model = new RnnEstimator(Ml, Options with { Normalization = kind, MissingValues = RnnMissingValues.Mean })
                .Fit(RaggedSequences.Data(Ml, rows));
            Assert.IsTrue(model.Transform(RaggedSequences.Data(Ml, rows)).GetColumn<float[]>("Score")
                .All(scores => scores.All(float.IsFinite)), $"{kind}");
            IReadOnlyList<double> means = model.Model.Network.Input.Normalization.Means;
            Assert.AreEqual(0, means.Count == 0 ? 0 : means[1], $"{kind}");
        }
    }

    [TestMethod]
    public void AnInputWithoutAnyValueIsNamedInTheLog()
    {
        MLContext ml = new(1);
        List<string> warnings = [];
        ml.Log += (_, entry) =>
        {
            if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(entry.Message);
        };
        Reading[] readings = [.. Enumerable.Range(0, 40)
            .Select(i => new Reading { Id = i / 4, Value = i % 3, Broken = float.NaN, IsOn = i / 4 % 2 == 0 })];
        readings[^1].Value = float.NaN;
        IDataView rows = ml.Data.LoadFromEnumerable(readings);
        RnnOptions options = ToySequences.Options with { LabelColumnName = "IsOn", MissingValues = RnnMissingValues.Mean, Epochs = 1 };
        new RnnBinaryEstimator(ml, options).Fit(ml.Data.GroupIntoSequences(rows, "Id", ["Value", "Broken", "Other"], "IsOn"));
        StringAssert.EndsWith(warnings.Single(text => text.Contains("no value", StringComparison.Ordinal)),
            "2 inputs of column 'Features' have no value in any row of the training data: "
            + "'Broken', 'Other'. Leave out what was not measured.");

        warnings.Clear();
        new RnnBinaryEstimator(ml, options).Fit(ml.Data.CreateWindows(rows, 4, ["Value", "Broken"], stride: 4));
        StringAssert.EndsWith(warnings.Single(text => text.Contains("no value", StringComparison.Ordinal)),
            "1 input of column 'Features' has no value in any row of the training data: 'Broken'. Leave out what was not measured.");

        warnings.Clear();
        RaggedSequences.Row[] nameless = [.. Enumerable.Range(1, 20).Select(i =>
            new RaggedSequences.Row { Features = [i, float.NaN, -i, float.NaN], Name = i % 2 == 0 ? "even" : "odd" })];
        new RnnEstimator(ml, options with { LabelColumnName = "Label", InputSize = 2 }).Fit(RaggedSequences.Data(ml, nameless));
        StringAssert.EndsWith(warnings.Single(text => text.Contains("no value", StringComparison.Ordinal)),
            "1 input of column 'Features' has no value in any row of the training data (counted from 0): 1. Leave out what was not "
            + "measured.");
    }

    [TestMethod]
    public void TheRuleIsSavedAndAnotherDoesNotGoOn()
    {
        RaggedSequences.Row[] rows = Rows(60);
        IDataView data = RaggedSequences.Data(Ml, rows);
        foreach (RnnMissingValues rule in Filling)
        {
            using TemporaryFolder folder = new();
            RnnOptions options = Options with
            {
                MissingValues = rule,
                Normalization = RnnNormalization.MinMax,
                Checkpoints = new() { Folder = folder.FullPath },
                ResumeFrom = folder.FullPath,
            };
            RnnTransformer model = new RnnEstimator(Ml, options).Fit(data);
            Assert.AreEqual(model.Model.Network, new RnnEstimator(Ml, options).Fit(data).Model.Network);
            Assert.AreEqual("network", Assert.ThrowsExactly<RnnCheckpointMismatchException>(
                () => new RnnEstimator(Ml, options with { MissingValues = Filling.First(other => other != rule) }).Fit(data)).Difference);
            using MemoryStream stream = new();
            Ml.Model.Save(model, data.Schema, stream);
            RnnTransformer tensors = SafetensorsBytes.Load(SafetensorsBytes.Save(model));
            foreach (ITransformer loaded in new[] { Ml.Model.Load(stream, out _), tensors })
                CollectionAssert.AreEqual(Scores(model, data), Scores(loaded, data), $"{rule}");
        }
    }

    // Toy rows of 1 to 5 steps, every third value missing; of some rows a whole input.
    private static RaggedSequences.Row[] Rows(int count)
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(count);
        for (int row = 0; row < count; row++)
        {
            float[] x = rows[row].Features = rows[row].Features[..(Inputs * (1 + row % ToySequences.TimeSteps))];
            for (int i = 0; i < x.Length; i++)
            {
                if ((i * i + row) % 3 == 0 || row % 7 == 3 && i % Inputs == 2)
                    x[i] = float.NaN;
            }
        }
        return rows;
    }

    // By hand: scaled, and where a value is missing the one before it or the mean.
    private static RaggedSequences.Row[] Filled(RnnModel model, RaggedSequences.Row[] rows) => [.. rows.Select(row =>
    {
        float[] x = [.. row.Features];
        RnnTrainer.Data.SequenceNormalizer.Of(model.Network.Input)?.Apply(x);
        IReadOnlyList<double> means = model.Network.Input.Normalization.Means;
        for (int i = 0; i < x.Length; i++)
        {
            if (float.IsNaN(row.Features[i]))
                x[i] = model.MissingValues == RnnMissingValues.LastValue && i >= Inputs ? x[i - Inputs] : means.Count == 0 ? 0
                    : (float)means[i % Inputs];
        }
        return new RaggedSequences.Row { Features = x, Name = row.Name };
    })];

    private static void Agree(double[] expected, float[] actual, string what)
    {
        Assert.HasCount(expected.Length, actual, what);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], Tolerance, what);
    }

    private static float[] Scores(ITransformer model, IDataView data) =>
        [.. model.Transform(data).GetColumn<float[]>("Score").SelectMany(row => row)];

    private sealed class Reading
    {
        public int Id { get; set; }

        public float Value { get; set; }

        public float Broken { get; set; }

        public float Other { get; set; } = float.NaN;

        public bool IsOn { get; set; }
    }
}
