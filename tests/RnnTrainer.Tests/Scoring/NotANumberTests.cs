using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Scoring;
using RnnTrainer.Tests.Exchange.Safetensors;

namespace RnnTrainer.Tests.Scoring;

/// <summary>
/// The law, where a network does not fill missing values: wherever in a sequence a NaN stands, the numbers that come of it are NaN, and the
/// label is missing or the answer no.
/// </summary>
[TestClass]
public sealed class NotANumberTests
{
    private const int Steps = 4;

    [TestMethod]
    public void EveryFormSaysThatItCannotTell()
    {
        MLContext ml = new();
        foreach (NetworkSpec shape in NetworkForms.All().Where(network => !network.Input.FillsMissing))
        {
            RnnTransformer model = SafetensorsBytes.Load(SafetensorsBytes.Save(SafetensorsBytes.Transformer(shape)),
                new() { FeatureColumnName = "Features" });
            RaggedSequences.Row[] rows = [.. Enumerable.Range(0, Steps * shape.Input.Size)
                .Select(place => new RaggedSequences.Row { Features = Spoilt(shape, place) })];
            IDataView scored = model.Transform(ml.Data.LoadFromEnumerable(rows));
            float[][] numbers = scored.Numbers();
            long[][]? predictions = scored.Predictions();
            Func<RaggedSequences.Row, float[]> scoreAlone = ScoredRows.OneByOne<RaggedSequences.Row>(ml, model);
            for (int place = 0; place < rows.Length; place++)
            {
                string what = $"{shape.Description}: NaN at {place}";
                int first = FirstSpoilt(shape, place);
                Assert.IsTrue(predictions?[place].Skip(first).All(prediction => prediction == (shape.Head.LabelKeys > 0 ? -1 : 0))
                    ?? true, what);
                AssertSpoilt(shape, first, numbers[place], what);
                AssertSpoilt(shape, first, scoreAlone(rows[place]), what);
                IReadOnlyList<float[]> steps = model.ScoreEachStep(rows[place].Features);
                int spoilt = place / shape.Input.LayerInputs;
                for (int step = 0; step < steps.Count; step++)
                    Assert.AreEqual((step >= spoilt, step < spoilt), (steps[step].All(float.IsNaN), steps[step].All(float.IsFinite)),
                        $"{what}, step {step}");
            }
        }
    }

    [TestMethod]
    public void EveryInstructionSetKeepsIt()
    {
        foreach (NetworkSpec shape in NetworkForms.All(hidden: 17).Concat(NetworkForms.WithHighway(Steps))
            .Where(network => !network.Input.FillsMissing))
        {
            foreach (RnnKernels kernels in RnnKernels.All)
            {
                SequenceScorer scorer = new(ScoreDefinition.Network(shape), kernels);
                ScoringBlock block = scorer.CreateBlock(scorer.BlockRows);
                for (int row = 0; row < block.MaxRows; row++)
                    Spoilt(shape, row).CopyTo(block.Add(Steps * shape.Input.Size));
                block.Score();
                for (int row = 0; row < block.MaxRows; row++)
                    AssertSpoilt(shape, FirstSpoilt(shape, row), block.Outputs(row).ToArray(),
                        $"{kernels.Level}, {shape.Description}, row {row}");
            }
        }
    }

    // The first step whose outputs come of a value; 0 where they are for the whole sequence, whose scale is its own, or a layer reads
    // backwards.
    private static int FirstSpoilt(NetworkSpec shape, int place) =>
        shape.HasStepOutputs && !shape.Input.Normalization.IsOfSequence && !shape.Layers.Any(layer => layer.Bidirectional)
            ? place / shape.Input.Size : 0;

    private static void AssertSpoilt(NetworkSpec shape, int first, float[] numbers, string what)
    {
        int before = first * shape.Head.Outputs;
        Assert.IsTrue(numbers[..before].All(float.IsFinite), what);
        Assert.IsTrue(numbers[before..].All(float.IsNaN), what);
    }

    private static float[] Spoilt(NetworkSpec shape, int place)
    {
        Random random = new(1);
        float[] sequence = [.. Enumerable.Range(0, Steps * shape.Input.Size).Select(_ => (float)random.NextDouble())];
        sequence[place] = float.NaN;
        return sequence;
    }
}
