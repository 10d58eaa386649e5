using System.Text.Json;
using RnnTrainer.Network;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>Weights go to and from PyTorch itself.</summary>
[TestClass]
public sealed class PyTorchExchangeTests
{
    // Single precision on both sides, of up to 9 steps; probabilities are below 1, logits not far above.
    private const double Tolerance = 1e-5;

    [TestMethod]
    public void NetworksTrainedInPyTorchScoreTheSameHere()
    {
        using TemporaryFolder folder = new();
        PyTorch.Run("train_in_pytorch.py", folder.FullPath);
        TorchCase[] cases = JsonSerializer.Deserialize<TorchCase[]>(File.ReadAllBytes(folder.PathOf("cases.json")), TorchCase.Json)!;
        Assert.HasCount(80 + 3 * 9, cases, "each cell in two depths, one and two directions and five poolings; of two sizes, without "
            + "bias, with "
            + "three other heads, and of three other types");
        MLContext ml = new(1);
        foreach (TorchCase trained in cases)
        {
            RnnTransformer model = RnnTransformer.FromSafetensors(ml, folder.PathOf(trained.Name + ".safetensors"), trained.Options);
            trained.Check(ml, model);

            // And as an ML.NET model, in a file of its own.
            using MemoryStream saved = new();
            ml.Model.Save(model, null, saved);
            saved.Position = 0;
            trained.Check(ml, (RnnTransformer)new MLContext().Model.Load(saved, out _));
        }
    }

    [TestMethod]
    public void NetworksTrainedHereLoadStrictlyInPyTorchAndScoreTheSame()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = RaggedSequences.Rows(40);
        for (int i = 0; i < rows.Length; i++)
            rows[i].Features = rows[i].Features[..(ToySequences.InputSize * (1 + i % ToySequences.TimeSteps))];
        float[][] sequences = [.. rows.Take(10).Select(row => row.Features)];
        List<(object Description, float[][] Scores)> cases = [];
        foreach ((RnnOptions form, bool isYesNo) in Forms())
        {
            RnnTransformer model = isYesNo ? new RnnBinaryEstimator(ml, form).Fit(RaggedSequences.YesNoData(ml, rows))
                : new RnnEstimator(ml, form).Fit(RaggedSequences.Data(ml, rows));
            string file = $"{cases.Count}.safetensors", bare = $"{cases.Count}-bare.safetensors";
            model.SaveAsSafetensors(folder.PathOf(file));
            model.SaveAsSafetensors(folder.PathOf(bare), new RnnTensorNames { Recurrent = "", Head = null, Input = null });
            var description = new
            {
                Cell = $"{form.Cell}",
                Activation = $"{form.Activation}",
                Inputs = ToySequences.InputSize,
                Hidden = form.LayerSizes is { } sizes ? (object)sizes : form.HiddenSize,
                form.Layers,
                form.Bidirectional,
                Pooling = $"{form.Pooling}",
                Head = $"{model.Model.Head}",
                Outputs = model.Model.OutputSize,
                Normalization = $"{model.Model.Normalization}",
                Labels = isYesNo ? null : new[] { "a", "b", "c" },
                File = file,
                Bare = bare,
                Sequences = sequences,
            };
            cases.Add((description, TorchCase.NumbersOf(ml, model, sequences)));
        }
        Assert.HasCount(80 + 6 + 6 + 3, cases);
        File.WriteAllBytes(folder.PathOf("cases.json"),
            JsonSerializer.SerializeToUtf8Bytes(cases.Select(one => one.Description), TorchCase.Json));

        PyTorch.Run("load_in_pytorch.py", folder.FullPath);
        double[][][] scores = JsonSerializer.Deserialize<double[][][]>(File.ReadAllBytes(folder.PathOf("scores.json")))!;
        Assert.HasCount(cases.Count, scores);
        for (int i = 0; i < scores.Length; i++)
        {
            for (int row = 0; row < sequences.Length; row++)
            {
                Assert.HasCount(cases[i].Scores[row].Length, scores[i][row]);
                for (int n = 0; n < scores[i][row].Length; n++)
                    Assert.AreEqual(cases[i].Scores[row][n], scores[i][row][n], Tolerance,
                        $"{cases[i].Description}, row {row}, number {n}");
            }
        }
    }

    private static IEnumerable<(RnnOptions Form, bool IsYesNo)> Forms() =>
        EqualLayers().Concat(OtherLayers()).Concat(OtherInputs()).Select(form => (form, false))
            .Concat(OtherLayers().Where(form => form.Bidirectional).Select(form => (form, true)));

    private static IEnumerable<RnnOptions> OtherInputs() =>
        from normalization in Enum.GetValues<RnnNormalization>()
        select ToySequences.Options with { Normalization = normalization, InputSize = ToySequences.InputSize, Epochs = 2 };

    private static IEnumerable<RnnOptions> OtherLayers() =>
        from cell in Enum.GetValues<RnnCell>()
        from bidirectional in new[] { false, true }
        select ToySequences.Options with
        {
            Cell = cell,
            LayerSizes = [7, 4],
            Bidirectional = bidirectional,
            InputSize = ToySequences.InputSize,
            Epochs = 2,
        };

    private static IEnumerable<RnnOptions> EqualLayers() =>
        from cell in new[] { (RnnCell.Rnn, RnnActivation.Tanh), (RnnCell.Rnn, RnnActivation.Relu), (RnnCell.Lstm, RnnActivation.Tanh),
            (RnnCell.Gru, RnnActivation.Tanh) }
        from layers in new[] { 1, 2 }
        from bidirectional in new[] { false, true }
        from pooling in new[] { RnnPooling.Last, RnnPooling.Mean, RnnPooling.Max, RnnPooling.Attention, PoolingSummaries.Joined }
        select ToySequences.Options with
        {
            Cell = cell.Item1,
            Activation = cell.Item2,
            Layers = layers,
            Bidirectional = bidirectional,
            Pooling = pooling,
            InputSize = ToySequences.InputSize,
            Epochs = 2,
        };
}
