using RnnTrainer.Network;

namespace RnnTrainer.Tests.Exchange.Onnx;

/// <summary>What ONNX Runtime computes from an exported network is what the transformer computes.</summary>
[TestClass]
public sealed class OnnxAgreementTests
{
    // Single precision, and each side's own tanh and sigmoid; probabilities are below 1, logits not far above.
    private const double Tolerance = 1e-5;

    private const int Inputs = 3, MaxSteps = 9;

    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void EveryFormAgreesOnRaggedRowsWhateverTheirPadding()
    {
        float[][] rows = OnnxNetworks.Rows(1000, Inputs, 1, MaxSteps);
        foreach (NetworkSpec shape in NetworkForms.InOnnx(Inputs))
        {
            RnnTransformer model = OnnxNetworks.Create(Ml, shape);
            using OnnxSession session = OnnxSession.Of(model);
            Agree(OnnxNetworks.Score(Ml, model, rows), session.Run(rows, Inputs, MaxSteps + 2), shape.Description);
        }
    }

    [TestMethod]
    public void EveryFormAgreesOnRowsOfOneLength()
    {
        float[][] rows = OnnxNetworks.Rows(1000, Inputs, 6, 6);
        foreach (NetworkSpec shape in NetworkForms.InOnnx(Inputs))
        {
            RnnTransformer known = OnnxNetworks.Create(Ml, shape.WithTimeSteps(6)), any = OnnxNetworks.Create(Ml, shape);
            using OnnxSession knownSession = OnnxSession.Of(known),
                anySession = OnnxSession.Of(any, new() { IncludeSequenceLengths = false });
            Assert.HasCount(1, anySession.Session.InputMetadata);
            (float[][], long[][]?) expected = OnnxNetworks.Score(Ml, known, rows);
            Agree(expected, knownSession.Run(rows, Inputs, 6), shape.Description);
            Agree(expected, anySession.Run(rows, Inputs, 6), shape.Description);
        }
    }

    [TestMethod]
    public void EveryFormWithAHighwayAgrees()
    {
        float[][] rows = OnnxNetworks.Rows(100, Inputs, 7, 7);
        foreach (NetworkSpec shape in NetworkForms.InOnnx(NetworkForms.WithHighway(7, Inputs)))
        {
            RnnTransformer model = OnnxNetworks.Create(Ml, shape);
            foreach (int operatorSet in new[] { 11, 17 })
            {
                using OnnxSession session = OnnxSession.Of(model, new() { OperatorSet = operatorSet });
                Agree(OnnxNetworks.Score(Ml, model, rows), session.Run(rows, Inputs, 7), $"{operatorSet}: {shape.Description}");
            }
        }
    }

    [TestMethod]
    public void OneSessionTakesAnyBatchAndAnyNumberOfSteps()
    {
        foreach (NetworkSpec shape in new[] { NetworkForms.OtherLayers(Inputs).Last(), NetworkForms.Blocked(Inputs).Last() })
            TakesAnyBatchAndAnyNumberOfSteps(OnnxNetworks.Create(Ml, shape));
    }

    private static void TakesAnyBatchAndAnyNumberOfSteps(RnnTransformer model)
    {
        using OnnxSession session = OnnxSession.Of(model);
        foreach ((int batch, int steps) in new[] { (1, 1), (1, 40), (7, 3), (64, 12), (3, 500), (1000, 2) })
        {
            float[][] rows = OnnxNetworks.Rows(batch, Inputs, 1, steps);
            (float[][], long[][]?) expected = OnnxNetworks.Score(Ml, model, rows);
            Agree(expected, session.Run(rows, Inputs, steps), $"{batch} x {steps}");
            Agree(expected, session.Run(rows, Inputs, 3 * steps + 1), $"{batch} x {steps}, padded");
        }
    }

    [TestMethod]
    public void EveryOperatorSetSaysTheSame()
    {
        float[][] rows = OnnxNetworks.Rows(20, Inputs, 1, MaxSteps);
        foreach (NetworkSpec shape in NetworkForms.InOnnx(Inputs).Where(shape => shape.HasStepOutputs
            || shape.Pooling == PoolingSummaries.Joined || shape.Input.Normalization != InputNormalization.None || shape.Input.HasGaps))
        {
            RnnTransformer model = OnnxNetworks.Create(Ml, shape);
            (float[][], long[][]?) expected = OnnxNetworks.Score(Ml, model, rows);
            for (int operatorSet = 11; operatorSet <= 17; operatorSet++)
            {
                using OnnxSession session = OnnxSession.Of(model, new() { OperatorSet = operatorSet });
                Agree(expected, session.Run(rows, Inputs, MaxSteps), $"{operatorSet}: {shape.Description}");
            }
        }
    }

    [TestMethod]
    public void ALargeNetworkAgrees()
    {
        NetworkSpec shape = NetworkForms.Of(28, 28, 512, 10, cell: RnnCell.Lstm, bidirectional: true, pooling: PoolingSummaries.Joined);
        RnnTransformer model = OnnxNetworks.Create(Ml, shape);
        byte[] file = OnnxSession.Bytes(model);
        Assert.IsGreaterThan(shape.ParameterCount * sizeof(float), file.Length);
        using OnnxSession session = new(file);
        float[][] rows = OnnxNetworks.Rows(20, 28, 28, 28);
        Agree(OnnxNetworks.Score(Ml, model, rows), session.Run(rows, 28, 28), shape.Description);
    }

    private static void Agree((float[][] Scores, long[][]? Labels) expected, (float[][] Scores, long[][]? Labels) actual, string what)
    {
        Assert.HasCount(expected.Scores.Length, actual.Scores);
        double worst = expected.Scores.Zip(actual.Scores, (a, b) => a.Zip(b, (x, y) => float.IsNaN(y) ? 1 : Math.Abs(x - y)).Max()).Max();
        Assert.IsLessThanOrEqualTo(Tolerance, worst, what);
        Assert.AreEqual(expected.Labels?.Length, actual.Labels?.Length, what);
        for (int row = 0; row < expected.Scores.Length; row++)
            Assert.IsTrue(actual.Scores[row].Skip(expected.Scores[row].Length).All(float.IsNaN), $"{what}: steps beyond the sequence");
        for (int row = 0; row < expected.Labels?.Length; row++)
        {
            long[] labels = expected.Labels[row], others = actual.Labels![row];
            Assert.IsTrue(others.Skip(labels.Length).All(label => label == -1), $"{what}: steps beyond the sequence");
            int size = expected.Scores[row].Length / labels.Length;
            for (int step = 0; step < labels.Length; step++)
            {
                // Of two classes that are as likely, either may win.
                if (labels[step] != others[step])
                {
                    Assert.AreEqual(expected.Scores[row][step * size + labels[step]], expected.Scores[row][step * size + others[step]],
                        2 * Tolerance, what);
                }
            }
        }
    }
}
