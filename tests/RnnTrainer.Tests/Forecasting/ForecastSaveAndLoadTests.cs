using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RnnTrainer.Forecasting;
using RnnTrainer.Tests.Contract;
using static RnnTrainer.Tests.Forecasting.RandomForecast;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastSaveAndLoadTests
{
    [TestMethod]
    public void ALoadedForecastIsTheOneThatWasSaved()
    {
        foreach (SavedForecast saved in new[] { Plain, OfStores, WithInputs, OfBoth, WithCategories })
        {
            IDataView rows = View(Rows(12, 9));
            RnnForecastTransformer first = new(Ml, saved), second = Reloaded(first, rows.Schema);
            Assert.AreEqual(
                (first.Horizon, first.SeasonLength, first.WindowSize, first.ValueColumnName, first.SeriesColumnName),
                (second.Horizon, second.SeasonLength, second.WindowSize, second.ValueColumnName, second.SeriesColumnName));
            CollectionAssert.AreEqual(first.Quantiles.ToArray(), second.Quantiles.ToArray());
            CollectionAssert.AreEqual(first.KnownInputColumnNames.ToArray(), second.KnownInputColumnNames.ToArray());
            CollectionAssert.AreEqual(first.PastInputColumnNames.ToArray(), second.PastInputColumnNames.ToArray());
            CollectionAssert.AreEqual(ViewText.Of(first.Transform(rows).Schema), ViewText.Of(second.Transform(rows).Schema));
            Assert.AreEqual(first.Transform(rows).Numbers().Bits(), second.Transform(rows).Numbers().Bits());
        }
    }

    [TestMethod]
    public void TheCategoriesOfStaticInputsAreSaved()
    {
        RnnForecastTransformer loaded = Reloaded(new(Ml, WithCategories), null);
        CollectionAssert.AreEqual(new[] { "Region" }, loaded.StaticInputColumnNames.ToArray());
        CollectionAssert.AreEqual(new[] { "north", "south", "east" }, loaded.Saved.Categories.Single().Values);
    }

    [TestMethod]
    public void AFreshProcessForecastsAlike()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("sales.csv"), model = folder.PathOf("model.zip");
        File.WriteAllLines(file, Rows(12, 9).Select(row => string.Create(CultureInfo.InvariantCulture,
            $"{row.Store},{row.Sales},{row.Promotion},{row.Phase[0]},{row.Phase[1]},{row.Visitors}")));
        TextLoader loader = Ml.Data.CreateTextLoader(
            [
                new("Store", DataKind.String, 0), new("Sales", DataKind.Single, 1), new("Promotion", DataKind.Single, 2),
                new("Phase", DataKind.Single, 3, 4), new("Visitors", DataKind.Single, 5),
            ], separatorChar: ',');
        RnnForecastTransformer forecast = new(Ml, WithInputs);
        Ml.Model.Save(forecast, loader, model);
        ChildProcess child = ChildProcess.Program("tests/ModelLoader", "ModelLoader", model, file).Succeeded();
        CollectionAssert.AreEqual(
            new[] { $"transform: {forecast.Transform(loader.Load(file)).Numbers().Bits()}" }, child.Lines);
    }

    [TestMethod]
    public void TheOnnxModelIsTheNetworkBetweenTheScales()
    {
        ForecastRow[] rows = Rows(9);
        AreAlike(OfBoth, rows, row => row.Both);
        AreAlike(WithCategories, rows, row => [row.Sales], NamedOnnxValue.CreateFromTensor(
            "Categories", new DenseTensor<long>(new long[] { 1 }, [1, 1])));

        static void AreAlike(SavedForecast saved, ForecastRow[] rows, Func<ForecastRow, float[]> step, params NamedOnnxValue[] others)
        {
            using MemoryStream stream = new();
            new RnnForecastTransformer(Ml, saved).SaveAsOnnx(stream);
            using InferenceSession session = new(stream.ToArray());
            ForecastSpec spec = saved.Spec;
            ForecastWindow window = new(spec);
            float[] sequence = new float[spec.TimeSteps * spec.RowSize], quantiles = new float[spec.Quantiles];
            window.Write([.. rows.TakeLast(Window).SelectMany(step)], [], sequence);
            DenseTensor<float> features = new(sequence, [1, spec.TimeSteps, spec.RowSize]);
            using var results = session.Run([NamedOnnxValue.CreateFromTensor("Features", features), .. others]);
            window.ToUnits([.. results.Single(value => value.Name == "Score").AsEnumerable<float>()], quantiles);
            float[] expected = Expected(saved, rows, rows.Length - 1);
            for (int i = 0; i < expected.Length; i++)
                Assert.AreEqual(expected[i], quantiles[i], 1e-4f, $"quantile {i}");
        }
    }

    private static RnnForecastTransformer Reloaded(RnnForecastTransformer forecast, DataViewSchema? schema)
    {
        using MemoryStream file = new();
        Ml.Model.Save(forecast, schema, file);
        file.Position = 0;
        return (RnnForecastTransformer)new MLContext().Model.Load(file, out _);
    }
}
