namespace RnnTrainer.Tests;

/// <summary>What Fit refuses, and what it says.</summary>
[TestClass]
public sealed class BadInputTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void EmptyData() => Refused<InvalidOperationException>(Data([.. ToySequences.Rows(9)], skip: 9), "empty");

    [TestMethod]
    public void NoRowsThroughAWholePipeline()
    {
        IDataView none = Ml.Data.LoadFromEnumerable(Array.Empty<ToySequences.Row>());
        string message = Assert.ThrowsExactly<InvalidOperationException>(() =>
            Ml.Transforms.Conversion.MapValueToKey("Label", "Name").Append(new RnnEstimator(Ml, ToySequences.Options)).Fit(none)).Message;
        StringAssert.Contains(message, "no rows at all");
    }

    [TestMethod]
    public void OneClassOnly()
    {
        ToySequences.Row[] rows = [.. ToySequences.Rows(9).Where(row => row.Name == "a")];
        Refused<InvalidOperationException>(Data(rows), "one class only");

        // Two keys, of which the data hold one.
        Refused<InvalidOperationException>(Ml.Data.TakeRows(Data([.. ToySequences.Rows(3)]), 1), "same class", "'Label'");
    }

    [TestMethod]
    public void NoRowHasALabel()
    {
        IDataView data = Data(ToySequences.Rows(9));
        IDataView others = Ml.Data.LoadFromEnumerable(ToySequences.Rows(9).Select(row => new ToySequences.Row { Features = row.Features, Name = "unknown" }));
        IDataView unlabelled = Ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(data).Transform(others);
        Refused<InvalidOperationException>(unlabelled, "None of the 9 training rows has a label");
    }

    [TestMethod]
    public void RowsWithoutALabelAreLeftOutAndCounted()
    {
        MLContext ml = new(1);
        List<string> log = [];
        ml.Log += (_, e) => log.Add(e.Message);
        ToySequences.Row[] rows = ToySequences.Rows(30);
        ITransformer keys = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(ml.Data.LoadFromEnumerable(rows));
        IEnumerable<ToySequences.Row> some = rows.SelectMany(row => new[] { row, new ToySequences.Row { Features = [.. row.Features], Name = "?" } });
        float[] with = Weights(ml, keys.Transform(ml.Data.LoadFromEnumerable(some)));
        CollectionAssert.AreEqual(Weights(ml, keys.Transform(ml.Data.LoadFromEnumerable(rows))), with);
        Assert.IsTrue(log.Any(line => line.Contains("Left out 30 rows whose label is missing", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    [DataRow(float.NegativeInfinity)]
    public void NumbersThatAreNotFinite(float value)
    {
        ToySequences.Row[] rows = ToySequences.Rows(9);
        rows[4].Features[7] = value;
        Refused<InvalidOperationException>(Data(rows), "Row 4", "'Features'", "index 7", FormattableString.Invariant($"{value}"));
    }

    [TestMethod]
    public void LargeFiniteNumbersAreNotMistakenForInfinity()
    {
        ToySequences.Row[] rows = ToySequences.Rows(9);
        rows[4].Features[7] = 1e20f; // its square is infinite in single precision
        Assert.IsNotNull(new RnnEstimator(Ml, ToySequences.Options).Fit(Data(rows)));
    }

    [TestMethod]
    public void FlatFeaturesSayHowToGiveThemDimensions()
    {
        IDataView data = Ml.Transforms.Reshape("Features", null, 15).Fit(Data(ToySequences.Rows(9))).Transform(Data(ToySequences.Rows(9)));
        Refused<ArgumentOutOfRangeException>(data, "'Features' is Vector<Single, 15>", "Reshape(\"Features\", null, timeSteps, inputSize)", "RnnOptions.TimeSteps");
        Assert.AreEqual((3, 5), Sizes(data, ToySequences.Options with { TimeSteps = 3 }));
        Assert.AreEqual((5, 3), Sizes(data, ToySequences.Options with { InputSize = 3 }));
    }

    [TestMethod]
    public void SizesThatDoNotFit()
    {
        IDataView data = Data(ToySequences.Rows(9));
        Refused<ArgumentOutOfRangeException>(data, ToySequences.Options with { TimeSteps = 4 }, "multiple of 4 time steps", "15 values");
        Refused<ArgumentOutOfRangeException>(data, ToySequences.Options with { InputSize = 16 }, "multiple of 16 inputs");
        Refused<ArgumentOutOfRangeException>(data, ToySequences.Options with { TimeSteps = 5, InputSize = 4 }, "5 time steps x 4 inputs = 20 values");
        Assert.AreEqual((15, 1), Sizes(data, ToySequences.Options with { TimeSteps = 15 }), "the options win over the dimensions");
    }

    [TestMethod]
    public void LeadingOnesAreNoTimeSteps()
    {
        IDataView data = Ml.Transforms.Reshape("Features", null, 1, 1, 5, 3).Fit(Data(ToySequences.Rows(9))).Transform(Data(ToySequences.Rows(9)));
        Assert.AreEqual((5, 3), Sizes(data, ToySequences.Options));
        IDataView colours = Ml.Transforms.Reshape("Features", null, 3, 5, 1).Fit(Data(ToySequences.Rows(9))).Transform(Data(ToySequences.Rows(9)));
        Refused<ArgumentOutOfRangeException>(colours, "Vector<Single, 3, 5, 1>", "[time steps, input size]");
    }

    private static (int, int) Sizes(IDataView data, RnnOptions options)
    {
        RnnModel model = new RnnEstimator(Ml, options).Fit(data).Model;
        return (model.TimeSteps, model.InputSize);
    }

    private static float[] Weights(MLContext ml, IDataView data) => new RnnEstimator(ml, ToySequences.Options).Fit(data).Model.Parameters.ToArray();

    private static IDataView Data(ToySequences.Row[] rows, int skip = 0)
    {
        IDataView view = Ml.Data.LoadFromEnumerable(rows);
        view = Ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(view).Transform(view);
        return skip == 0 ? view : Ml.Data.SkipRows(view, skip);
    }

    private static void Refused<TException>(IDataView data, params string[] says) where TException : Exception => Refused<TException>(data, ToySequences.Options, says);

    private static void Refused<TException>(IDataView data, RnnOptions options, params string[] says) where TException : Exception
    {
        string message = Assert.ThrowsExactly<TException>(() => new RnnEstimator(Ml, options).Fit(data)).Message;
        foreach (string text in says)
            StringAssert.Contains(message, text);
    }
}
