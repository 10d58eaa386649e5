using RnnTrainer.Tests.Tasks;

namespace RnnTrainer.Tests.Searching;

/// <summary>A search works with the trainer of each task.</summary>
[TestClass]
public sealed class SearchedTasksTests
{
    private static readonly MLContext Ml = new(seed: 1);

    public static IEnumerable<object[]> Tasks => TrainedTask.All.Select(task => new object[] { task.Name });

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void FindsTheBestOfEachTask(string name)
    {
        TrainedTask task = TrainedTask.All.Single(task => task.Name == name);
        using TemporaryFolder folder = new();
        RnnSearch search = new()
        {
            Options = ToySequences.Options with { Cell = RnnCell.Gru, ValidationFraction = 0.2f },
            Space = [RnnChoice.Of(options => options.LearningRate, 1e-6f, 0.02f)],
            Draws = null,
            ResultsFile = folder.PathOf("results.jsonl"),
        };
        IDataView data = task.Data(Ml, 90, 1);
        RnnSearchResults results = search.Run(options => (RnnTrainerEstimator)task.Create(Ml, options).Estimator, data);
        Assert.AreEqual("0.02", results.Best!.Choices["LearningRate"]);
        CollectionAssert.AreEqual(SearchedRows.Timeless(results),
            SearchedRows.Timeless(search.Run(options => (RnnTrainerEstimator)task.Create(Ml, options).Estimator, data)));
    }

    [TestMethod]
    public void FindsTheBestForecast()
    {
        using TemporaryFolder folder = new();
        IDataView rows = Ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 200).Select(i => new Point { Value = 10 + MathF.Sin(i / 5f) + i % 7 / 10f }));
        RnnSearch search = new()
        {
            Options = RnnOptions.Forecast with { HiddenSize = 8, Epochs = 3, ValidationFraction = 0.2f },
            Space = [RnnChoice.Of(options => options.LearningRate, 1e-7f, 0.01f)],
            Draws = null,
            ResultsFile = folder.PathOf("results.jsonl"),
        };
        RnnSearchResults results = search.Run(Create, rows);
        Assert.AreEqual("0.01", results.Best!.Choices["LearningRate"]);
        CollectionAssert.AreEqual(SearchedRows.Timeless(results), SearchedRows.Timeless(search.Run(Create, rows)));
        Assert.HasCount(2, File.ReadAllLines(search.ResultsFile));
        search.Run(options => Ml.Forecasting.ForecastByRnn("Value", horizon: 3, options: new() { Training = options }), rows);
        Assert.HasCount(4, File.ReadAllLines(search.ResultsFile), "another horizon is another setting");

        static RnnForecastEstimator Create(RnnOptions options) =>
            Ml.Forecasting.ForecastByRnn("Value", horizon: 2, options: new() { Training = options });
    }

    public sealed class Point
    {
        public float Value { get; set; }
    }
}
