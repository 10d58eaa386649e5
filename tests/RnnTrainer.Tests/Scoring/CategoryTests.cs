using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RnnTrainer.Data;
using RnnTrainer.Exchange.Onnx;
using RnnTrainer.Files;
using RnnTrainer.Kernels;
using RnnTrainer.Model;
using RnnTrainer.Network;
using RnnTrainer.Scoring;
using RnnTrainer.Tests.Exchange.Onnx;
using RnnTrainer.Training;

namespace RnnTrainer.Tests.Scoring;

/// <summary>Networks that read what a sequence is as a whole beside its steps.</summary>
[TestClass]
public sealed class CategoryTests
{
    // As SequenceScorerTests and OnnxAgreementTests have them.
    private const double Tolerance = 2e-6, OnnxTolerance = 1e-5;

    private const int Steps = 9;

    private static IEnumerable<NetworkSpec> Forms =>
        NetworkForms.WithCategories().Concat(NetworkForms.WithCategories(NetworkForms.WithHighway(Steps)));

    [TestMethod]
    public void EveryFormScoresItsDefinitionInAnyBlock()
    {
        foreach (NetworkSpec shape in Forms)
        {
            RnnModel model = ScoreDefinition.Network(shape);
            float[][] rows = Rows(shape);
            foreach (RnnKernels kernels in RnnKernels.All)
            {
                SequenceScorer scorer = new(model, kernels);
                float[][] alone = Score(scorer, rows, 1), together = Score(scorer, rows, scorer.BlockRows);
                for (int row = 0; row < rows.Length; row++)
                {
                    double[] expected = ScoreDefinition.Of(model, rows[row], CategorizedRows.Of(row, shape.Input.Categories));
                    for (int i = 0; i < expected.Length; i++)
                        Assert.AreEqual(expected[i], alone[row][i], Tolerance, $"{kernels.Level}, {shape.Description}, row {row}");
                    CollectionAssert.AreEqual(alone[row], together[row], $"{kernels.Level}, {shape.Description}, row {row}");
                }
            }
        }
    }

    [TestMethod]
    public void EveryFormAgreesInOnnx()
    {
        foreach (NetworkSpec shape in NetworkForms.InOnnx(Forms).Where(shape => shape.Input.Embedding is null))
        {
            RnnModel model = ScoreDefinition.Network(shape);
            float[][] rows = OnnxNetworks.Rows(20, shape.Input.Size, Steps, Steps);
            float[][] expected = Score(new SequenceScorer(model), rows, 1);
            foreach (int operatorSet in new[] { 11, 17 })
            {
                OnnxNames names = new RnnOnnxOptions().NamesOf(shape, "Features", lengths: null);
                using InferenceSession session = new(OnnxFile.Of(model, names, operatorSet).ToByteArray());
                long[] categories = [.. rows.SelectMany((_, row) => CategorizedRows.Of(row, shape.Input.Categories))
                    .Select(key => (long)key)];
                using var results = session.Run(
                [
                    NamedOnnxValue.CreateFromTensor("Features", new DenseTensor<float>(
                        rows.SelectMany(row => row).ToArray(), [rows.Length, Steps, shape.Input.Size])),
                    NamedOnnxValue.CreateFromTensor("Categories", new DenseTensor<long>(
                        categories, [rows.Length, shape.Input.Categories.Count])),
                ]);
                (float[][] scores, _) = OnnxSession.Read(results, rows.Length, "Score", "none", "none");
                for (int row = 0; row < rows.Length; row++)
                {
                    for (int i = 0; i < expected[row].Length; i++)
                        Assert.AreEqual(expected[row][i], scores[row][i], OnnxTolerance, $"{operatorSet}: {shape.Description}, row {row}");
                }
            }
        }
    }

    [TestMethod]
    public void EveryDescriptionComesBackFromItsSections()
    {
        foreach (NetworkSpec network in Forms.Concat(NetworkForms.All()).Concat(NetworkForms.OfTokens()))
        {
            using MemoryStream stream = new();
            NetworkFormat.Write(new SectionWriter(new BinaryWriter(stream)), network);
            stream.Position = 0;
            Assert.AreEqual(network, NetworkFormat.Read(new SectionReader(new BoundedReader(stream), NetworkFormat.Tags)));
        }
    }

    [TestMethod]
    public void WhatIsNotKnownBeginsInTheMiddleOfTheOthers()
    {
        NetworkSpec shape = NetworkForms.WithCategories().First();
        foreach (RnnInitialization initialization in Enum.GetValues<RnnInitialization>())
        {
            ReadOnlySpan<float> table = InitialWeights.Draw(shape, initialization, new RandomStream(1, 1))
                .AsSpan(new ParameterLayout(shape)[ParameterRole.CategoryTable, 0, 0].Place);
            int size = shape.Input.Categories[0].Size;
            Assert.IsFalse(table[..size].ContainsAnyExcept(0f), $"{initialization}");
            Assert.IsFalse(table[size..].Contains(0f), $"{initialization}");
        }
    }

    [TestMethod]
    public void WhereNothingSaysTheCategoriesTheNetworkIsRefused()
    {
        NetworkSpec shape = NetworkForms.WithCategories().First();
        RnnModel model = ScoreDefinition.Network(shape);
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => model.CreateStream()).Message, "[4 keys x 2]");

        using MemoryStream stream = new();
        RnnModelFormat.Write(new BinaryWriter(stream), new SavedTransformer("Label", "Features", [0], model, []));
        stream.Position = 0;
        StringAssert.Contains(Assert.ThrowsExactly<FormatException>(
            () => RnnModelFormat.Read(new BoundedReader(stream), ModelVersion.Written)).Message, "no column for the categories");

        RnnWorkspace workspace = new(new RnnLayout(shape, RnnKernels.Best.Lanes), 1, forTraining: false);
        workspace.Begin([1]);
        foreach (int[] wrong in new int[][] { [], [5], [-1], [1, 1] })
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => workspace.LoadCategories(0, wrong));
    }

    private static float[][] Rows(NetworkSpec shape)
    {
        Random random = new(1);
        return [.. Enumerable.Range(0, 15).Select(row => Enumerable.Range(0, (1 + row % Steps) * shape.Input.Size)
            .Select(_ => shape.Input.Embedding is { } table ? random.Next(table.Tokens) : (float)(random.NextDouble() * 2 - 1)).ToArray())];
    }

    private static float[][] Score(SequenceScorer scorer, float[][] rows, int block)
    {
        ScoringBlock scored = scorer.CreateBlock(block);
        List<float[]> scores = [];
        for (int first = 0; first < rows.Length; first += block)
        {
            scored.Clear();
            for (int row = first; row < Math.Min(first + block, rows.Length); row++)
                rows[row].CopyTo(scored.Add(rows[row].Length, CategorizedRows.Of(row, scorer.Layout.Categories)));
            scored.Score();
            for (int row = 0; row < scored.Count; row++)
                scores.Add(scored.Outputs(row).ToArray());
        }
        return [.. scores];
    }
}
