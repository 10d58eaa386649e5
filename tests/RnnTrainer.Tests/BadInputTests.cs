using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests;

/// <summary>What Fit refuses, and what it says.</summary>
[TestClass]
public sealed class BadInputTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void SequencesTooLongForMemoryAreRefusedWithACure()
    {
        // More than 2³¹ floats of gates: no array can hold them. The rows themselves are 8 MB.
        MLContext ml = new();
        IDataView data = RaggedSequences.Data(ml, new() { Features = new float[1_000_000], Name = "a" },
            new() { Features = new float[1_000_000], Name = "b" });
        RnnOptions options = ToySequences.Options with
        {
            InputSize = 1,
            BlockSteps = 1,
            Cell = RnnCell.Lstm,
            HiddenSize = 512,
            BatchSize = 1,
            Initialization = RnnInitialization.Uniform,
        };
        string message = Assert.ThrowsExactly<RnnOptionException>(() => new RnnEstimator(ml, options).Fit(data)).Message;
        StringAssert.Contains(message, "1000000 steps");
        StringAssert.Contains(message, nameof(RnnOptions.BatchSize));
    }

    [TestMethod]
    public void EmptyData() => Refused<InvalidOperationException>(Data([.. ToySequences.Rows(9)], skip: 9), "empty");

    [TestMethod]
    public void NoRowsThroughAWholePipeline()
    {
        IDataView none = Ml.Data.LoadFromEnumerable(Array.Empty<ToySequences.Row>());
        string message = Assert.ThrowsExactly<InvalidOperationException>(() =>
            Ml.Transforms.Conversion.MapValueToKey("Label", "Name").Append(new RnnEstimator(Ml, ToySequences.Options)).Fit(none)).Message;
        StringAssert.Contains(message, "from no rows");
    }

    [TestMethod]
    public void OneClassOnly()
    {
        ToySequences.Row[] rows = [.. ToySequences.Rows(9).Where(row => row.Name == "a")];
        Refused<InvalidOperationException>(Data(rows), "a single class");

        // Two keys, of which the data hold one.
        Refused<InvalidOperationException>(Ml.Data.TakeRows(Data([.. ToySequences.Rows(3)]), 1), "same class", "'Label'");
    }

    [TestMethod]
    public void NoRowHasALabel()
    {
        IDataView data = Data(ToySequences.Rows(9));
        IDataView others = Ml.Data.LoadFromEnumerable(ToySequences.Rows(9)
            .Select(row => new ToySequences.Row { Features = row.Features, Name = "unknown" }));
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
        IEnumerable<ToySequences.Row> some = rows.SelectMany(row =>
            new[] { row, new ToySequences.Row { Features = [.. row.Features], Name = "?" } });
        float[] with = Weights(ml, keys.Transform(ml.Data.LoadFromEnumerable(some)));
        CollectionAssert.AreEqual(Weights(ml, keys.Transform(ml.Data.LoadFromEnumerable(rows))), with);
        Assert.IsTrue(log.Any(line => line.Contains("Skipped 30 rows whose label is missing", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(float.NaN, "Set RnnOptions.MissingValues, or drop such rows (FilterRowsByMissingValues).")]
    [DataRow(float.PositiveInfinity, "finite numbers. Drop such rows (FilterByCustomPredicate).")]
    [DataRow(float.NegativeInfinity, "finite numbers. Drop such rows (FilterByCustomPredicate).")]
    public void NumbersThatAreNotFinite(float value, string cure)
    {
        ToySequences.Row[] rows = ToySequences.Rows(9);
        rows[4].Features[7] = value;
        Refused<RnnRowException>(Data(rows), "Row 5", "'Features'", "index 7", FormattableString.Invariant($"{value}"), cure);
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
        Refused<RnnColumnException>(data, "'Features' is Vector<Single, 15>",
            "Set RnnOptions.InputSize (1 for one value a step)", "or use Transforms.Reshape.");
        Assert.AreEqual((3, 5), Sizes(data, ToySequences.Options with { TimeSteps = 3 }));
        Assert.AreEqual((5, 3), Sizes(data, ToySequences.Options with { InputSize = 3 }));
    }

    [TestMethod]
    public void SizesThatDoNotFit()
    {
        IDataView data = Data(ToySequences.Rows(9));
        Refused<RnnColumnException>(data, ToySequences.Options with { TimeSteps = 4 },
            "its size is not a multiple of RnnOptions.TimeSteps (4)");
        Refused<RnnColumnException>(data, ToySequences.Options with { InputSize = 16 }, "a multiple of RnnOptions.InputSize (16)",
            "Leave the options null to use the dimensions.");
        Refused<RnnColumnException>(data, ToySequences.Options with { TimeSteps = 5, InputSize = 4 },
            "its size is not RnnOptions.TimeSteps x InputSize (5 x 4)");
        Assert.AreEqual((15, 1), Sizes(data, ToySequences.Options with { TimeSteps = 15 }), "the options win over the dimensions");
    }

    [TestMethod]
    public void LeadingOnesAreNoTimeSteps()
    {
        IDataView data = Ml.Transforms.Reshape("Features", null, 1, 1, 5, 3).Fit(Data(ToySequences.Rows(9)))
            .Transform(Data(ToySequences.Rows(9)));
        Assert.AreEqual((5, 3), Sizes(data, ToySequences.Options));
        IDataView colours = Ml.Transforms.Reshape("Features", null, 3, 5, 1).Fit(Data(ToySequences.Rows(9)))
            .Transform(Data(ToySequences.Rows(9)));
        Refused<RnnColumnException>(colours, "Vector<Single, 3, 5, 1>", "[steps, inputs]");
    }

    [TestMethod]
    [DataRow(DataKind.Double, "ConvertType(\"Features\", outputKind: DataKind.Single)")]
    [DataRow(DataKind.Boolean, "ConvertType(\"Features\", outputKind: DataKind.Single)")]
    [DataRow(DataKind.String, "Vector<Single>.")]
    public void FeaturesOfAnotherTypeAreToldHowToBecomeSingle(DataKind kind, string says)
    {
        IDataView data = Data(ToySequences.Rows(9));
        IDataView others = Ml.Transforms.Conversion.ConvertType("Features", outputKind: kind).Fit(data).Transform(data);
        Refused<RnnColumnException>(others, "Feature column 'Features'", says);
        StringAssert.Contains(Assert.ThrowsExactly<RnnColumnException>(
            () => new RnnEstimator(Ml, ToySequences.Options).GetOutputSchema(EstimatorContract.Shape(others.Schema))).Message, says);
    }

    [TestMethod]
    public void WholeNumbersAreToldTheSame()
    {
        IDataView data = Ml.Data.LoadFromEnumerable(new[] { new WholeNumbers { Name = "a" }, new WholeNumbers { Name = "b" } });
        data = Ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(data).Transform(data);
        Refused<RnnColumnException>(data, "'Features' is Vector<Int32, 5, 3>", "ConvertType(\"Features\", outputKind: DataKind.Single)");
    }

    [TestMethod]
    public void KeysAndSingleNumbersAreToldHowToBecomeVectors()
    {
        IDataView data = Data(ToySequences.Rows(9));
        Refused<RnnColumnException>(data, ToySequences.Options with { FeatureColumnName = "Label" },
            "For tokens, one per row, group them into sequences with mlContext.Transforms.GroupIntoSequences");
        Refused<RnnColumnException>(data, ToySequences.Options with { FeatureColumnName = "Number" }, "Concatenate(\"Number\", ...)");
    }

    [TestMethod]
    public void VectorsOfUnknownSizeNeedAnInputSizeOnly()
    {
        IDataView data = RaggedSequences.Data(Ml, RaggedSequences.Rows(9));
        Refused<RnnColumnException>(data, "'Features'", "Set RnnOptions.InputSize");
        Refused<RnnColumnException>(data, ToySequences.Options with { InputSize = 3, TimeSteps = 5 }, "RnnOptions.TimeSteps is 5",
            "[VectorType(5, inputs)]");
        Refused<RnnColumnException>(data, ToySequences.Options with { InputSize = 3, LengthColumnName = "Steps" },
            "RnnOptions.LengthColumnName is 'Steps'. Leave it null");
    }

    [TestMethod]
    [DataRow(0, "empty sequence", "FilterByCustomPredicate")]
    [DataRow(14, "holds 14 values", "3 inputs per step")]
    public void SequencesThatAreNoWholeSteps(int values, params string[] says)
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(9);
        rows[4].Features = rows[4].Features[..values];
        Refused<RnnRowException>(RaggedSequences.Data(Ml, rows), ToySequences.Options with { InputSize = 3 },
            ["Row 5: column 'Features'", .. says]);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(6)]
    [DataRow(int.MaxValue)]
    public void LengthsOutOfRange(int length)
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(9);
        rows[4].Steps = length;
        Refused<RnnRowException>(RaggedSequences.Padded(Ml, 5, rows), ToySequences.Options with { LengthColumnName = "Steps" },
            FormattableString.Invariant($"Row 5: length column 'Steps' holds {length}; "),
            length == 0 ? "at least one time step" : "up to 5, the time steps of 'Features'");
    }

    [TestMethod]
    [DataRow(2.5f)]
    [DataRow(float.NaN)]
    public void LengthsThatAreNoWholeNumbers(float length)
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(9);
        foreach (RaggedSequences.Row row in rows)
            row.Weight = 5;
        rows[4].Weight = length;
        Refused<RnnRowException>(RaggedSequences.Padded(Ml, 5, rows), ToySequences.Options with { LengthColumnName = "Weight" },
            FormattableString.Invariant($"Row 5: length column 'Weight' holds {length}"));
    }

    [TestMethod]
    public void PaddingMayHoldAnything()
    {
        // Padding is NaN, which is refused where it is no padding.
        RaggedSequences.Row[] rows = RaggedSequences.Rows(9);
        Assert.IsNotNull(new RnnEstimator(Ml, ToySequences.Options with { LengthColumnName = "Steps" })
            .Fit(RaggedSequences.Padded(Ml, 7, rows)));
        Refused<RnnRowException>(RaggedSequences.Padded(Ml, 7, rows), "Row 1", "NaN", "index 15");
    }

    [TestMethod]
    [DataRow(-1f)]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void WeightsThatAreNone(float weight)
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(9);
        rows[4].Weight = weight;
        Refused<RnnRowException>(RaggedSequences.Padded(Ml, 5, rows), ToySequences.Options with { ExampleWeightColumnName = "Weight" },
            FormattableString.Invariant($"Row 5: weight column 'Weight' holds {weight}"), "at least 0");
    }

    [TestMethod]
    public void NoRowCounts()
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(9);
        foreach (RaggedSequences.Row row in rows)
            row.Weight = 0;
        Refused<InvalidOperationException>(RaggedSequences.Padded(Ml, 5, rows),
            ToySequences.Options with { ExampleWeightColumnName = "Weight" }, "All 9", "weight 0", "'Weight'");
    }

    [TestMethod]
    public void ClassWeightsForOtherClasses()
    {
        CountingView data = new(Data(ToySequences.Rows(9)));
        Refused<RnnOptionException>(data, ToySequences.Options with { ClassWeights = RnnClassWeights.Of(1, 2) },
            "has 2 weights", "'Label' has 3 classes", "Balanced");
        Assert.AreEqual(0, data.RowsRead, "said before the data are read");
    }

    private static (int, int) Sizes(IDataView data, RnnOptions options)
    {
        RnnModel model = new RnnEstimator(Ml, options).Fit(data).Model;
        return (model.TimeSteps!.Value, model.InputSize);
    }

    private static float[] Weights(MLContext ml, IDataView data) =>
        new RnnEstimator(ml, ToySequences.Options).Fit(data).Model.Parameters.ToArray();

    private static IDataView Data(ToySequences.Row[] rows, int skip = 0)
    {
        IDataView view = Ml.Data.LoadFromEnumerable(rows);
        view = Ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(view).Transform(view);
        return skip == 0 ? view : Ml.Data.SkipRows(view, skip);
    }

    private static void Refused<TException>(IDataView data, params string[] says) where TException : Exception =>
        Refused<TException>(data, ToySequences.Options, says);

    private static void Refused<TException>(IDataView data, RnnOptions options, params string[] says) where TException : Exception
    {
        string message = Assert.ThrowsExactly<TException>(() => new RnnEstimator(Ml, options).Fit(data)).Message;
        foreach (string text in says)
            StringAssert.Contains(message, text);
    }

    private sealed class WholeNumbers
    {
        [VectorType(5, 3)]
        public int[] Features { get; set; } = new int[15];

        public string Name { get; set; } = "";
    }
}
