using RnnTrainer.Network;
using RnnTrainer.Tests.Exchange.Safetensors;

namespace RnnTrainer.Tests.Exchange.Keras;

/// <summary>Keras's weights compute here what Keras's formulas say.</summary>
[TestClass]
public sealed class KerasImportTests
{
    // Single precision here, double there; probabilities below 1.
    private const double Tolerance = 2e-6;

    private const int Inputs = 3, Units = 5, Classes = 4;

    private readonly Random random = new(1);

    [TestMethod]
    public void EveryFormScoresAsKerasDefinesIt()
    {
        MLContext ml = new();
        foreach (RnnCell cell in Enum.GetValues<RnnCell>())
        {
            foreach ((int count, bool both, RnnPooling pooling, bool relu, bool bias) in
                from count in new[] { 1, 2 }
                from both in new[] { false, true }
                from pooling in new[]
                {
                    RnnPooling.None, RnnPooling.Last, RnnPooling.Mean, RnnPooling.Max, RnnPooling.Last | RnnPooling.Mean | RnnPooling.Max,
                }
                from relu in cell == RnnCell.Rnn ? new[] { false, true } : [false]
                from bias in new[] { true, false }
                select (count, both, pooling, relu, bias))
            {
                KerasDefinition.Weights[][] weights = [.. Enumerable.Range(0, count).Select(layer =>
                    Enumerable.Range(0, both ? 2 : 1).Select(_ => Weights(cell, layer == 0 ? Inputs : Units * (both ? 2 : 1), bias))
                        .ToArray())];
                float[,] kernel = Matrix(Units * (both ? 2 : 1) * PoolingSummaries.Of(pooling).Count, Classes);
                float[] denseBias = bias ? [.. Enumerable.Range(0, Classes).Select(_ => Number())] : new float[Classes];
                RnnTransformer model = RnnTransformer.FromKeras(ml,
                    [.. weights.Select(layer => both ? Layer(layer[0], bias, Layer(layer[1], bias)) : Layer(layer[0], bias))], kernel,
                    bias ? denseBias : null,
                    new() { Pooling = pooling, Activation = relu ? RnnActivation.Relu : RnnActivation.Tanh });
                RnnModel read = model.Model;
                Assert.AreEqual((cell, count, both), (read.Cell, read.Layers, read.Bidirectional));
                Assert.AreEqual((Inputs, Units, Classes), (read.InputSize, read.HiddenSize, read.ClassCount));

                float[][] sequences = [.. Enumerable.Range(1, 7)
                    .Select(steps => Enumerable.Range(0, steps * Inputs).Select(_ => 2 * Number()).ToArray())];
                float[][] scores = TorchCase.NumbersOf(ml, model, sequences);
                for (int row = 0; row < sequences.Length; row++)
                {
                    double[][] states = [.. sequences[row].Chunk(Inputs).Select(step => step.Select(x => (double)x).ToArray())];
                    foreach (KerasDefinition.Weights[] layer in weights)
                        states = KerasDefinition.Layer(states, layer[0], both ? layer[1] : null, relu);
                    double[][] features = pooling == RnnPooling.None ? states : [KerasDefinition.Pool(states, Units, pooling)];
                    double[] expected = [.. features.SelectMany(inputs => KerasDefinition.Dense(inputs, kernel, denseBias))];
                    Assert.HasCount(expected.Length, scores[row]);
                    for (int c = 0; c < expected.Length; c++)
                        Assert.AreEqual(expected[c], scores[row][c], Tolerance,
                            $"{cell}, {count} layers, both {both}, {pooling}, relu {relu}, bias {bias}, row {row}, class {c}");
                }
            }
        }
    }

    /// <summary>As <c>Bidirectional(LSTM(7))</c>, <c>LSTM(4)</c>, <c>GRU(6)</c>, each with <c>return_sequences</c> but the last.</summary>
    [TestMethod]
    public void LayersMayDifferInCellSizeAndDirection()
    {
        MLContext ml = new();
        KerasDefinition.Weights forward = Weights(RnnCell.Lstm, Inputs, bias: true, units: 7),
            backward = Weights(RnnCell.Lstm, Inputs, bias: true, units: 7);
        KerasDefinition.Weights middle = Weights(RnnCell.Lstm, 2 * 7, bias: true, units: 4),
            top = Weights(RnnCell.Gru, 4, bias: true, units: 6);
        float[,] kernel = Matrix(6, Classes);
        RnnTransformer model = RnnTransformer.FromKeras(
            ml, [Layer(forward, bias: true, Layer(backward, bias: true)), Layer(middle, bias: true), Layer(top, bias: true)], kernel,
            new float[Classes]);
        CollectionAssert.AreEqual(
            new[] { (RnnCell.Lstm, 7, true), (RnnCell.Lstm, 4, false), (RnnCell.Gru, 6, false) },
            model.Model.RecurrentLayers.Select(layer => (layer.Cell, layer.HiddenSize, layer.Bidirectional)).ToArray());
        CollectionAssert.IsSubsetOf(new[] { "rnn.0.weight_ih_l0_reverse", "rnn.1.weight_hh_l0", "rnn.2.bias_hh_l0" },
            model.Model.ParameterNames.ToArray());

        float[][] sequences = [.. Enumerable.Range(1, 7)
            .Select(steps => Enumerable.Range(0, steps * Inputs).Select(_ => 2 * Number()).ToArray())];
        float[][] scores = TorchCase.NumbersOf(ml, model, sequences);
        for (int row = 0; row < sequences.Length; row++)
        {
            double[][] states = [.. sequences[row].Chunk(Inputs).Select(step => step.Select(x => (double)x).ToArray())];
            states = KerasDefinition.Layer(states, forward, backward, relu: false);
            states = KerasDefinition.Layer(states, middle, null, relu: false);
            states = KerasDefinition.Layer(states, top, null, relu: false);
            double[] expected = KerasDefinition.Dense(states[^1], kernel, new float[Classes]);
            for (int c = 0; c < Classes; c++)
                Assert.AreEqual(expected[c], scores[row][c], Tolerance, $"row {row}, class {c}");
        }
    }

    /// <summary><c>Dense(1, activation="sigmoid")</c>, which the options name: its logit is the Score.</summary>
    [TestMethod]
    public void ASigmoidOutputAnswersYesOrNo()
    {
        MLContext ml = new();
        KerasDefinition.Weights weights = Weights(RnnCell.Lstm, Inputs, bias: true);
        float[,] kernel = Matrix(Units, 1);
        RnnTransformer model = RnnTransformer.FromKeras(
            ml, [Layer(weights, bias: true)], kernel, [0.3f], new() { Head = RnnHead.Sigmoid });
        Assert.AreEqual((RnnHead.Sigmoid, 1, 2, 0),
            (model.Model.Head, model.Model.OutputSize, model.Model.ClassCount, model.Model.LabelValues.Count));
        float[] sequence = [.. Enumerable.Range(0, 4 * Inputs).Select(_ => Number())];
        double[][] steps = [.. sequence.Chunk(Inputs).Select(step => step.Select(x => (double)x).ToArray())];
        double[][] states = KerasDefinition.Layer(steps, weights, null, relu: false);
        double logit = 0.3f + Enumerable.Range(0, Units).Sum(i => states[^1][i] * kernel[i, 0]);

        IDataView scored = model.Transform(ml.Data.LoadFromEnumerable([new RaggedSequences.Row { Features = sequence }]));
        float[] numbers = scored.Numbers().Single();
        Assert.AreEqual(logit, numbers[0], Tolerance);
        Assert.AreEqual(1 / (1 + Math.Exp(-logit)), numbers[1], Tolerance);
        Assert.AreEqual(logit > 0 ? 1 : 0, scored.Predictions()!.Single().Single());
    }

    [TestMethod]
    public void AKerasModelIsSavedAndUsedAsAnyOther()
    {
        MLContext ml = new();
        RnnKerasLayer layer = Layer(Weights(RnnCell.Gru, Inputs, bias: true), bias: true);
        RnnTransformer model = RnnTransformer.FromKeras(ml, [layer], Matrix(Units, Classes), null,
            new() { TimeSteps = 2, FeatureColumnName = "Samples", Labels = ["a", "b", "c", "d"] });
        Assert.AreEqual(("Samples", "Vector<Single, 2, 3>", 2),
            (model.FeatureColumnName, $"{model.FeatureColumnType}", model.Model.TimeSteps));
        using MemoryStream saved = new();
        ml.Model.Save(model, null, saved);
        saved.Position = 0;
        RnnTransformer loaded = (RnnTransformer)new MLContext().Model.Load(saved, out _);
        CollectionAssert.AreEqual(model.Model.Parameters.ToArray(), loaded.Model.Parameters.ToArray());
        CollectionAssert.AreEqual(new object[] { "a", "b", "c", "d" }, loaded.Model.LabelValues.ToArray());
    }

    [TestMethod]
    public void ALayerKeepsNoArrayOfTheCaller()
    {
        float[,] kernel = Matrix(Inputs, Units), recurrent = Matrix(Units, Units), dense = Matrix(Units, Classes);
        RnnKerasLayer layer = new(kernel, recurrent);
        float[] before = RnnTransformer.FromKeras(new(), [layer], dense, null, new()).Model.Parameters.ToArray();
        kernel[0, 0] = 100;
        CollectionAssert.AreEqual(before, RnnTransformer.FromKeras(new(), [layer], dense, null).Model.Parameters.ToArray());
    }

    [TestMethod]
    public void WeightsThatFitNoLayerAreRefused()
    {
        Refuses(() => new RnnKerasLayer(Matrix(Inputs, 3 * Units), Matrix(Units, 3 * Units), new float[3 * Units]), "reset_after=False");
        Refuses(() => new RnnKerasLayer(Matrix(Inputs, 3 * Units), Matrix(Units, 3 * Units), Matrix(3, 3 * Units)),
            "bias is [3, 15]; wanted for Gru: [2, 15]");
        Refuses(() => new RnnKerasLayer(Matrix(Inputs, 4 * Units), Matrix(Units, 4 * Units), Matrix(2, 4 * Units)),
            "bias is [2, 20]; wanted for Lstm: [20]");
        Refuses(() => new RnnKerasLayer(Matrix(Inputs, Units), Matrix(Units, Units), new float[4]), "bias is [4]; wanted for Rnn: [5]");
        Refuses(() => new RnnKerasLayer(Matrix(Inputs, 2 * Units), Matrix(Units, 2 * Units)), "The recurrent kernel is [5, 10]");
        Refuses(() => new RnnKerasLayer(Matrix(4 * Units, Inputs), Matrix(Units, 4 * Units)),
            "The kernel is [20, 3]; wanted beside a recurrent kernel [5, 20]: [inputs, 20]");
        Refuses(() => new RnnKerasLayer(Matrix(0, Units), Matrix(Units, Units)), "The kernel is [0, 5]");
        float[,] spoilt = Matrix(Inputs, Units);
        spoilt[2, 1] = float.NaN;
        Refuses(() => new RnnKerasLayer(spoilt, Matrix(Units, Units)), "kernel[2, 1] is NaN");
        RnnKerasLayer rnn = Layer(Weights(RnnCell.Rnn, Inputs, bias: true), bias: true),
            lstm = Layer(Weights(RnnCell.Lstm, Inputs, bias: true), bias: true);
        Refuses(() => Layer(Weights(RnnCell.Rnn, Inputs, bias: true), bias: true, lstm),
            "The backward layer is Lstm of 5 units on 3 inputs");
    }

    [TestMethod]
    public void ErrorsNameTheParameterOfTheConstructor()
    {
        float[,] kernel = Matrix(Inputs, Units), recurrent = Matrix(Units, Units), gruKernel = Matrix(Inputs, 3 * Units),
            gruRecurrent = Matrix(Units, 3 * Units);
        foreach ((Action make, string parameter) in new (Action, string)[]
        {
            (() => _ = new RnnKerasLayer(kernel, recurrent, (float[])null!), "bias"),
                (() => _ = new RnnKerasLayer(kernel, recurrent, (float[,])null!), "biases"),
            (() => _ = new RnnKerasLayer(kernel, recurrent, [0, 0, float.NaN, 0, 0]), "bias"),
            (() => _ = new RnnKerasLayer(kernel, recurrent, new float[4]), "bias"),
            (() => _ = new RnnKerasLayer(gruKernel, gruRecurrent, new float[3 * Units]), "bias"),
            (() => _ = new RnnKerasLayer(gruKernel, gruRecurrent, Matrix(3, 3 * Units)), "biases"),
        })
            Assert.AreEqual(parameter, Assert.Throws<ArgumentException>(make).ParamName);
    }

    [TestMethod]
    public void LayersThatDoNotStackAreRefused()
    {
        RnnKerasLayer rnn = Layer(Weights(RnnCell.Rnn, Inputs, bias: true), bias: true),
            lstm = Layer(Weights(RnnCell.Lstm, Units - 1, bias: true), bias: true);
        float[,] dense = Matrix(Units, Classes);
        Refuses(() => From([], dense, null), "no recurrent layers");
        Refuses(() => From([rnn, lstm], dense, null),
            "Layer 1 is Lstm of 5 units on 4 inputs; wanted above Rnn of 5 units on 3 inputs: 5 inputs");
        Refuses(() => From([rnn, rnn], dense, null), "Layer 1 is Rnn of 5 units on 3 inputs");
        Refuses(() => From([rnn], Matrix(2 * Units, Classes), null),
            "kernel is [10, 4], where Pooling Last of 5 units x 1 direction gives 5");
        Refuses(() => From([rnn], Matrix(Units, 1), [0]), "has 1 output, which is ambiguous", "Head to Sigmoid");
        Refuses(() => From([rnn], dense, new float[3]), "bias is [3], its kernel [5, 4]");
        Refuses(() => From([rnn], dense, [0, float.NaN, 0, 0]), "denseBias[0, 1] is NaN", "denseBias");
        Refuses(() => From([rnn], dense, null, new() { Labels = ["a"] }), "has 1 value, but the output layer has 4 classes");
        Refuses(() => From([rnn], dense, null, new() { Pooling = RnnPooling.Attention }), "Pooling is Attention, but Keras has no layer");
        Refuses(() => From([rnn], dense, null, new() { LengthColumnName = "N" }), "TimeSteps is null");
        Refuses(() => From([Layer(Weights(RnnCell.Gru, Inputs, bias: true), bias: true)], dense, null,
            new() { Activation = RnnActivation.Relu }), "The activation Relu needs RnnCell.Rnn");

        static RnnTransformer From(RnnKerasLayer[] layers, float[,] dense, float[]? bias, RnnImportOptions? options = null) =>
            RnnTransformer.FromKeras(new MLContext(), layers, dense, bias, options ?? new());
    }

    [TestMethod]
    public void WhatIsRefusedIsTheParameterThatIsWrong()
    {
        RnnKerasLayer first = new(Matrix(Units, Units), Matrix(Units, Units));
        float[,] dense = Matrix(Units, Classes);
        Assert.AreEqual("layers", ParameterOf([.. Enumerable.Repeat(first, 65)], dense, new()));
        Assert.AreEqual("denseKernel", ParameterOf([first], Matrix(Units, 0), new()));
        Assert.AreEqual("denseKernel", ParameterOf([first], Matrix(Units + 1, Classes), new()));
        Assert.AreEqual("options", ParameterOf([first], dense, new() { TimeSteps = int.MaxValue }));
        Assert.AreEqual("options", ParameterOf([first], dense, new() { Labels = ["a"] }));
        Assert.AreEqual("options", ParameterOf([first], dense, new() { Pooling = RnnPooling.Attention }));

        static string? ParameterOf(RnnKerasLayer[] layers, float[,] dense, RnnImportOptions options) =>
            Assert.ThrowsExactly<ArgumentException>(() => RnnTransformer.FromKeras(new(), layers, dense, null, options)).ParamName;
    }

    private static void Refuses(Func<object> make, params string[] wanted)
    {
        string message = Assert.ThrowsExactly<ArgumentException>(make).Message;
        foreach (string text in wanted)
            StringAssert.Contains(message, text);
    }

    private static RnnKerasLayer Layer(KerasDefinition.Weights w, bool bias, RnnKerasLayer? backward = null) => (bias, w.Cell) switch
    {
        (false, _) => new(w.Kernel, w.Recurrent) { Backward = backward },
        (true, RnnCell.Gru) => new(w.Kernel, w.Recurrent, w.Bias) { Backward = backward },
        _ => new(w.Kernel, w.Recurrent, [.. w.Bias.Cast<float>()]) { Backward = backward },
    };

    private KerasDefinition.Weights Weights(RnnCell cell, int inputs, bool bias, int units = Units)
    {
        int width = units * cell switch { RnnCell.Rnn => 1, RnnCell.Lstm => 4, RnnCell.Gru => 3 }, rows = cell == RnnCell.Gru ? 2 : 1;
        return new(cell, Matrix(inputs, width), Matrix(units, width), bias ? Matrix(rows, width) : new float[rows, width]);
    }

    private float[,] Matrix(int rows, int columns)
    {
        float[,] values = new float[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                values[i, j] = Number();
        }
        return values;
    }

    private float Number() => (float)(random.NextDouble() - 0.5);
}
