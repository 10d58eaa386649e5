using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Calendar;

[TestClass]
public sealed class CalendarFeaturesTests
{
    private static readonly CalendarPart[] All = Enum.GetValues<CalendarPart>();

    [TestMethod]
    public void KeepsTheEstimatorContract()
    {
        MLContext ml = new(1);
        IDataView data = Data(ml);
        EstimatorContract.Check(ml, ml.Transforms.CalendarFeatures("Calendar", "Time", All), data,
            new("no input column", ml.Transforms.DropColumns("Time").Fit(data).Transform(data)),
            new("input is a number", ml.Transforms.CopyColumns("Time", "Value").Fit(data).Transform(data)),
            new("input is a text", ml.Transforms.CopyColumns("Time", "Text").Fit(data).Transform(data)),
            new("input is a vector", ml.Transforms.Concatenate("Time", "Time").Fit(data).Transform(data)));
        EstimatorContract.Check(ml, ml.Transforms.CalendarFeatures("Time", null, CalendarPart.HourOfDay), data);
        EstimatorContract.Check(ml, ml.Transforms.CalendarFeatures("Calendar", "TimeAtOffset", CalendarPart.HourOfDay), data);
    }

    // By hand: 2024 is a leap year, its 31st of December is a Tuesday.
    [TestMethod]
    [DataRow(CalendarPart.MinuteOfHour, 45, 60)]
    [DataRow(CalendarPart.HourOfDay, 18, 24)]
    [DataRow(CalendarPart.DayOfWeek, 2, 7)]
    [DataRow(CalendarPart.DayOfMonth, 30, 31)]
    [DataRow(CalendarPart.DayOfYear, 365, 366)]
    [DataRow(CalendarPart.MonthOfYear, 11, 12)]
    public void APartIsASineAndACosine(CalendarPart part, int place, int places)
    {
        float[] features = Features(new Row { Time = new DateTime(2024, 12, 31, 18, 45, 59) }, part);
        Assert.HasCount(2, features);
        Assert.AreEqual(MathF.Sin(MathF.Tau * place / places), features[0], 1e-6f);
        Assert.AreEqual(MathF.Cos(MathF.Tau * place / places), features[1], 1e-6f);
    }

    [TestMethod]
    [DataRow(CalendarPart.MinuteOfHour, "2023-02-28 23:59", "2023-03-01 00:00")]
    [DataRow(CalendarPart.HourOfDay, "2023-02-28 23:00", "2023-03-01 00:00")]
    [DataRow(CalendarPart.DayOfWeek, "2023-03-04", "2023-03-05")]
    [DataRow(CalendarPart.DayOfMonth, "2023-02-28", "2023-03-01")]
    [DataRow(CalendarPart.DayOfMonth, "2024-02-29", "2024-03-01")]
    [DataRow(CalendarPart.DayOfYear, "2023-12-31", "2024-01-01")]
    [DataRow(CalendarPart.MonthOfYear, "2023-12-31", "2024-01-01")]
    public void TheLastOfACircleLiesBesideTheFirst(CalendarPart part, string last, string first)
    {
        float[] start = Features(Row.At(first), part), end = Features(Row.At(last), part);
        Assert.AreEqual((0f, 1f), (start[0], start[1]));
        Assert.IsLessThan(0, end[0], "before the start");
        double angle = Math.Atan2(-end[0], end[1]); // one place, of 7 to 366
        Assert.IsTrue(angle is > Math.Tau / 366.5 and < Math.Tau / 6.5, $"{angle}");
    }

    [TestMethod]
    public void AMissingDateGivesNaN() =>
        Assert.IsTrue(Features(new Row(), All).All(float.IsNaN));

    [TestMethod]
    public void TheTimeOfAnOffsetIsThatOfItsOwnClock()
    {
        MLContext ml = new(1);
        Row row = new() { TimeAtOffset = new DateTimeOffset(2024, 5, 6, 6, 0, 0, TimeSpan.FromHours(5)) };
        IDataView data = ml.Data.LoadFromEnumerable([row]);
        float[] features = ml.Transforms.CalendarFeatures("Calendar", "TimeAtOffset", CalendarPart.HourOfDay).Fit(data).Transform(data)
            .GetColumn<float[]>("Calendar").Single();
        Assert.AreEqual((1f, 0f), (features[0], MathF.Round(features[1], 6)), "6 o'clock");
    }

    [TestMethod]
    public void SlotsAreNamedAndAPredictionEngineGivesTheSameNumbers()
    {
        MLContext ml = new(1);
        IDataView data = Data(ml);
        CalendarFeaturesTransformer calendar =
            ml.Transforms.CalendarFeatures("Calendar", "Time", CalendarPart.MonthOfYear, CalendarPart.HourOfDay).Fit(data);
        IDataView view = calendar.Transform(data);
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["Calendar"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "MonthOfYear.Sine", "MonthOfYear.Cosine", "HourOfDay.Sine", "HourOfDay.Cosine" },
            names.DenseValues().Select(name => $"{name}").ToArray());

        using PredictionEngine<Row, Result> engine = ml.Model.CreatePredictionEngine<Row, Result>(calendar);
        foreach ((Row row, float[] features) in Rows().Zip(view.GetColumn<float[]>("Calendar")))
            CollectionAssert.AreEqual(features, engine.Predict(row).Calendar);
    }

    [TestMethod]
    public void ModelsLoadInAProcessThatKnowsNothingOfThem()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new(1);
        IDataView data = ml.Data.LoadFromEnumerable(ToySequences.Rows(20, seed: 3));
        // The program's rows have no date: each is given one here, by its label's text.
        ITransformer chain = ml.Transforms.Conversion.MapValue("Time",
                ToySequences.Rows(20, seed: 3).Select(row => row.Name).Distinct()
                    .Select((name, i) => KeyValuePair.Create(name, new DateTime(2024, 1, 1, 7 * i + 1, 0, 0))), "Name")
            .Append(ml.Transforms.CalendarFeatures("Score", "Time", CalendarPart.HourOfDay)).Fit(data);
        string path = folder.PathOf("calendar.zip");
        ml.Model.Save(chain, data.Schema, path);
        ChildProcess child = ChildProcess.Program("tests/ModelLoader", "ModelLoader", path).Succeeded();
        string bits = chain.Transform(data).Numbers().Bits();
        CollectionAssert.AreEqual(new[] { $"transform: {bits}", $"engine: {bits}" }, child.Lines.Take(2).ToArray());
    }

    // ONNX has no dates, be it as a column of the input or made on the way.
    [TestMethod]
    public void MlNetRefusesToExportAPipelineOfThem()
    {
        MLContext ml = new(1);
        IDataView dates = Data(ml), numbers = ml.Data.LoadFromEnumerable(new Numbered[] { new() { Number = 1 }, new() { Number = 2 } });
        IEstimator<ITransformer> calendar = ml.Transforms.CalendarFeatures("Calendar", "Time", CalendarPart.DayOfWeek);
        IEstimator<ITransformer> made = ml.Transforms.Conversion
            .MapValue("Time", [KeyValuePair.Create(1f, new DateTime(2024, 1, 1))], "Number").Append(calendar);
        using MemoryStream stream = new();
        StringAssert.Contains(Assert.Throws<InvalidOperationException>(
            () => ml.Model.ConvertToOnnx(calendar.Fit(dates), dates, stream)).Message, "Unsupported type: System.DateTime");
        StringAssert.Contains(Assert.Throws<InvalidOperationException>(
            () => ml.Model.ConvertToOnnx(made.Fit(numbers), numbers, stream)).Message, "can not be fully converted");
    }

    [TestMethod]
    public void WhatIsNotADateOrAPartIsRefused()
    {
        MLContext ml = new(1);
        string message = Assert.ThrowsExactly<RnnColumnException>(
            () => ml.Transforms.CalendarFeatures("Calendar", "Text", CalendarPart.HourOfDay).Fit(Data(ml))).Message;
        StringAssert.Contains(message, "Input column 'Text' is String; wanted: DateTime or DateTimeOffset. Load it as DataKind.DateTime");
        foreach (CalendarPart[] parts in new CalendarPart[][] { [], [(CalendarPart)99], [CalendarPart.HourOfDay, CalendarPart.HourOfDay] })
        {
            Assert.AreEqual("parts", Assert.Throws<ArgumentException>(
                () => ml.Transforms.CalendarFeatures("Calendar", "Time", parts)).ParamName);
        }
        Assert.Throws<ArgumentException>(() => ml.Transforms.CalendarFeatures("", "Time", CalendarPart.HourOfDay));
    }

    private static float[] Features(Row row, params CalendarPart[] parts)
    {
        MLContext ml = new(1);
        IDataView data = ml.Data.LoadFromEnumerable([row]);
        return ml.Transforms.CalendarFeatures("Calendar", "Time", parts).Fit(data).Transform(data).GetColumn<float[]>("Calendar").Single();
    }

    private static IDataView Data(MLContext ml) => ml.Data.LoadFromEnumerable(Rows());

    private static Row[] Rows() =>
    [
        .. Enumerable.Range(0, 90).Select(i => new Row
        {
            Time = new DateTime(2023, 11, 5).AddHours(131 * i),
            TimeAtOffset = new DateTimeOffset(2024, 1, 2, i % 24, 0, 0, TimeSpan.FromHours(i % 5)),
            Text = "2024-01-01",
            Value = i,
        }),
        new Row { Text = "" },
    ];

    private sealed class Row
    {
        public DateTime Time { get; set; }

        public DateTimeOffset TimeAtOffset { get; set; }

        public string Text { get; set; } = "";

        public float Value { get; set; }

        public static Row At(string time) => new() { Time = DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture) };
    }

    private sealed class Numbered
    {
        public float Number { get; set; }
    }

    private sealed class Result
    {
        public float[] Calendar { get; set; } = [];
    }
}
