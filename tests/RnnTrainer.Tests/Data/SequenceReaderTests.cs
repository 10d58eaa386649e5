using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class SequenceReaderTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void ReadingAllocatesLittleMoreThanItKeeps()
    {
        const int largest = 2000, megabyte = 1_000_000;
        foreach (int rows in new[] { 100, 50_000 })
        {
            // A few arrays are used again and again, so that the source allocates nothing to speak of.
            Random random = new(1);
            RaggedSequences.Row[] pool = [.. Enumerable.Range(0, 64).Select(i => new RaggedSequences.Row
            {
                Features = [.. Enumerable.Range(0, random.Next(1, largest)).Select(j => j * 0.37f)],
                Name = "ab"[i % 2].ToString(),
            })];
            IDataView few = Ml.Data.LoadFromEnumerable(pool),
                many = Ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(i => pool[i * 7 % 64]));
            IDataView data = Ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(few).Transform(many);
            long raw = Enumerable.Range(0, rows).Sum(i => (long)pool[i * 7 % 64].Features.Length) * sizeof(float);
            TrainingColumns columns = TrainingColumns.Bind(data.Schema, new RnnOptions { InputSize = 1 });

            long before = GC.GetAllocatedBytesForCurrentThread();
            StoredSequences store = SequenceReader.Read(data, columns, new ClassTargets(), SequenceReader.Training, () => { },
                new SequenceSurvey(columns.Sequence));
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.AreEqual(rows, store.Count);
            // 4 MB: lists of labels and offsets, cursors
            Assert.IsInRange(raw, raw * 115 / 100 + 4 * megabyte, allocated, "all that was allocated, and so the peak");
        }
    }

    [TestMethod]
    public void AllFormsOfTheSameDataTrainTheSameNetwork()
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(90);
        float[] expected = Weights(ToySequences.Data(Ml), ToySequences.Options);
        CollectionAssert.AreEqual(expected, Weights(RaggedSequences.Data(Ml, rows), ToySequences.Options with { InputSize = 3 }),
            "unknown size");
        CollectionAssert.AreEqual(expected, Weights(RaggedSequences.Padded(Ml, 5, rows),
            ToySequences.Options with { LengthColumnName = "Steps" }), "length column");
        CollectionAssert.AreEqual(expected, Weights(RaggedSequences.Padded(Ml, 5, rows),
            ToySequences.Options with { ExampleWeightColumnName = "Weight" }), "weight column");
        CollectionAssert.AreEqual(expected, Weights(ToySequences.Data(Ml),
            ToySequences.Options with { ClassWeights = RnnClassWeights.Balanced }), "classes of equal size, balanced");
    }

    [TestMethod]
    public void LengthsLabelsAndWeightsAreStoredWithTheirRows()
    {
        RaggedSequences.Row[] rows = [.. RaggedSequences.Rows(30).Select((row, r) => new RaggedSequences.Row
        {
            Features = row.Features[..(3 * (1 + r % 5))],
            Name = row.Name,
            Steps = 1 + r % 5,
            Weight = r / 4f,
        })];
        RnnOptions options = new() { ExampleWeightColumnName = "Weight" };
        IDataView ragged = RaggedSequences.Data(Ml, rows), padded = RaggedSequences.Padded(Ml, 5, rows);
        foreach ((IDataView data, RnnOptions reading) in new[] { (ragged, options with { InputSize = 3 }),
            (padded, options with { LengthColumnName = "Steps" }) })
        {
            ClassTargets classes = new();
            TrainingColumns columns = TrainingColumns.Bind(data.Schema, reading);
            StoredSequences store = SequenceReader.Read(data, columns, classes, SequenceReader.Training, () => { },
                new SequenceSurvey(columns.Sequence));
            Assert.AreEqual(30, classes.Rows);
            Assert.AreEqual((30, 3, 5, false), (store.Count, store.InputSize, store.MaxTimeSteps, store.HasEqualLengths));
            for (int r = 0; r < rows.Length; r++)
            {
                float[] read = new float[store.Length(r)];
                store.CopyTo(r, read);
                CollectionAssert.AreEqual(rows[r].Features, read);
                Assert.AreEqual((rows[r].Steps, r % 3, rows[r].Weight), (store.TimeSteps(r), classes[r], store.Weight(r)));
            }
        }
    }

    private static float[] Weights(IDataView data, RnnOptions options) =>
        new RnnEstimator(Ml, options).Fit(data).Model.Parameters.ToArray();
}
