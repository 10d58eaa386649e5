using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Forecasting;

[TestClass]
public sealed class ForecastContractTests
{
    [TestMethod]
    public void TheEstimatorKeepsTheContractOfMlNet()
    {
        MLContext ml = new(1);
        IDataView data = RandomForecast.View(RandomForecast.Rows(17, 30, 12));
        RnnForecastEstimator estimator = ml.Forecasting.ForecastByRnn("Sales", horizon: 3, season: 2, "Store", new RnnForecastOptions
        {
            KnownInputColumnNames = ["Promotion", "Phase"],
            PastInputColumnNames = ["Visitors"],
            StaticInputColumnNames = ["Region"],
            Training = RnnOptions.Forecast with { HiddenSize = 3, Epochs = null, Steps = 3, Seed = 1 },
        });
        IDataView With(IEstimator<ITransformer> change) => change.Fit(data).Transform(data);
        EstimatorContract.Check(ml, estimator, data,
            new("no value", With(ml.Transforms.DropColumns("Sales"))),
            new("no series", With(ml.Transforms.DropColumns("Store"))),
            new("no known input", With(ml.Transforms.DropColumns("Phase"))),
            new("no past input", With(ml.Transforms.DropColumns("Visitors"))),
            new("no static input", With(ml.Transforms.DropColumns("Region"))),
            new("a series of numbers with fractions", With(ml.Transforms.CopyColumns("Store", "Promotion"))),
            new("a text as value", With(ml.Transforms.CopyColumns("Sales", "Store"))),
            new("a number as static input", With(ml.Transforms.CopyColumns("Region", "Promotion"))),
            new("more known inputs", With(ml.Transforms.Concatenate("Phase", "Phase", "Promotion")), SeenInShape: false,
                By: EstimatorContract.Refuser.Transformer));
    }
}
