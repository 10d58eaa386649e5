using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Grouping;

/// <summary>What cannot be grouped is refused with column, row and cure.</summary>
[TestClass]
public sealed class GroupingErrorTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void AGroupThatComesBackIsNamedWithItsRow()
    {
        RnnRowException error = Refused([new() { Id = 7 }, new() { Id = 7, Time = 1 }, new() { Id = 8 }, new() { Id = 7, Time = 2 }]);
        Assert.AreEqual((4, "Id"), (error.Row, error.ColumnName));
        Assert.AreEqual("Row 4: group '7' of column 'Id' reappears after others. Sort the data by 'Id', or make the "
            + "sequences with SequenceGroupingOptions.Interleaved.", error.Message);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void TwoRowsAtOneTimeAreNamed(bool isInterleaved)
    {
        RnnRowException error = Refused(
            [new() { Id = 1, Time = 3 }, new() { Id = 2, Time = 5.5 }, new() { Id = 2, Time = 1 }, new() { Id = 2, Time = 5.5 }],
            isInterleaved);
        Assert.AreEqual((4, "Time"), (error.Row, error.ColumnName));
        Assert.AreEqual("Row 4: order column 'Time' holds 5.5, like row 2 of the same group. Remove one of them, or omit "
            + "orderColumn to keep the order of the rows.", error.Message);
    }

    [TestMethod]
    public void ARowWithoutATimeIsNamed()
    {
        RnnRowException error = Refused([new() { Id = 1 }, new() { Id = 1, Time = double.NaN }]);
        Assert.AreEqual((2, "Time"), (error.Row, error.ColumnName));
        StringAssert.Contains(error.Message, "order column 'Time' has no value. Filter out such rows");
    }

    [TestMethod]
    public void ANumberTooLargeForASingleIsNamed()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(new Row[] { new() { Id = 1 }, new() { Id = 1, Time = double.NaN },
            new() { Id = 1, Time = -1e300 } });
        RnnRowException error = Assert.ThrowsExactly<RnnRowException>(
            () => ViewText.Rows(Ml.Data.GroupIntoSequences(rows, "Id", ["Value", "Time"]), "Features"));
        Assert.AreEqual((3, "Time"), (error.Row, error.ColumnName));
        Assert.AreEqual("Row 3: column 'Time' holds a number outside Single's range of ±3.4E+38. Scale the column, or filter out such "
            + "rows.",
            error.Message);
    }

    [TestMethod]
    public void RowsAreGroupedByYesAndNoToo()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(new Row[] { new() { Label = true }, new() { Label = true, Value = 1 },
            new() { Value = 2 } });
        IDataView sequences = Ml.Data.GroupIntoSequences(rows, "Label", ["Value"]);
        CollectionAssert.AreEqual(new[] { true, false }, sequences.GetColumn<bool>("Label").ToArray());
        CollectionAssert.AreEqual(new[] { 2, 1 }, sequences.GetColumn<float[]>("Features").Select(row => row.Length).ToArray());
    }

    // Several cursors and a random order make scoring look for the row's number, which is that of a sequence there.
    [TestMethod]
    [DataRow(4)]
    [DataRow(600)]
    public void TheNumberStaysThatOfTheTableWhereSequencesAreScored(int hiddenSize)
    {
        Row[] good = [.. Enumerable.Range(0, 60).Select(i => new Row { Id = 1 + i / 6, Time = i, Label = i / 6 % 2 == 0 })];
        IEstimator<ITransformer> pipeline = Ml.Transforms.GroupIntoSequences("Id", ["Value", "Time"], "Label", "Time")
            .Append(Ml.BinaryClassification.Trainers.Rnn(ToySequences.Options with { HiddenSize = hiddenSize, Epochs = 1 }));
        ITransformer model = pipeline.Fit(Ml.Data.LoadFromEnumerable(good));
        good[57].Time = good[56].Time;
        IDataView scored = model.Transform(Ml.Data.LoadFromEnumerable(good));
        foreach (Random? random in new[] { null, new Random(1) })
        {
            Exception error = Assert.Throws<Exception>(() =>
            {
                using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"]], random);
                while (cursor.MoveNext())
                {
                }
            });
            Assert.AreEqual(58, ((RnnRowException)error.GetBaseException()).Row);
        }
    }

    [TestMethod]
    [DataRow("Nothing", "Value", "Label", "Time", "Group column 'Nothing' is missing; there are: 'Id'")]
    [DataRow("Pair", "Value", "Label", "Time", "Group column 'Pair' is Vector<Single, 2>; wanted: a text, a key, a number, a Boolean "
        + "or a date.")]
    [DataRow("Id", "Nothing", "Label", "Time", "Input column 'Nothing' is missing")]
    [DataRow("Id", "Any", "Label", "Time", "Input column 'Any' is Vector<Single>; wanted: a number, a Boolean, or a vector of known size")]
    [DataRow("Id", "Value,Text", "Label", "Time", "Input column 'Text' is String")]
    [DataRow("Id", "Value", "Nothing", "Time", "Label column 'Nothing' is missing")]
    [DataRow("Id", "Value", "Pair", "Time", "Label column 'Pair' is Vector<Single, 2>; wanted: a single value per row")]
    [DataRow("Id", "Value", "Label", "Nothing", "Order column 'Nothing' is missing")]
    [DataRow("Id", "Value", "Label", "Text", "Order column 'Text' is String; wanted: a number, DateTime")]
    [DataRow("Id", "Value", "Label", "Pair", "Order column 'Pair' is Vector<Single, 2>")]
    public void AWrongColumnIsRefusedBeforeAnyRowIsRead(string group, string features, string label, string order, string expected)
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(new[] { new Row() });
        string[] inputs = features.Split(',');
        SequenceGroupingOptions options = new() { Labels = SequenceLabels.EachStep };
        SequenceGroupingEstimator transform = Ml.Transforms.GroupIntoSequences(group, inputs, label, order, options);
        string message = Assert.ThrowsExactly<RnnColumnException>(
            () => Ml.Data.GroupIntoSequences(rows, group, inputs, label, order, options)).Message;
        StringAssert.Contains(message, expected);
        Assert.AreEqual(message, Assert.ThrowsExactly<RnnColumnException>(() => transform.Fit(rows)).Message);
        SchemaShape shape = EstimatorContract.Shape(rows.Schema);
        StringAssert.StartsWith(Assert.ThrowsExactly<RnnColumnException>(() => transform.GetOutputSchema(shape)).Message, expected[..20]);
    }

    [TestMethod]
    public void NamesAreCheckedWhereTheyAreGiven()
    {
        Throws("Two columns of the sequences would be named 'Id'", () => Ml.Transforms.GroupIntoSequences("Id", ["Value"], "Id"));
        Throws("columns of the sequences would be named 'Features'", () => Ml.Transforms.GroupIntoSequences("Id", ["Value"], "Features"));
        Throws("featureColumns names 'Value' twice", () => Ml.Transforms.GroupIntoSequences("Id", ["Value", "Value"]));
        Throws("featureColumns is empty", () => Ml.Transforms.GroupIntoSequences("Id", []));
        Throws("groupColumn", () => Ml.Transforms.GroupIntoSequences(" ", ["Value"]));
        Throws("MaxTimeSteps must be at least 1", () => new SequenceGroupingOptions { MaxTimeSteps = 0 });
        Throws("Keep must be one of Last, First", () => new SequenceGroupingOptions { Keep = (SequencePart)2 });
        Throws("Labels must be one of LastRow, EachStep", () => new SequenceGroupingOptions { Labels = (SequenceLabels)2 });
        Assert.AreEqual(new SequenceGroupingOptions { LastRowColumns = ["a"] }, new SequenceGroupingOptions { LastRowColumns = ["a"] });

        static void Throws(string expected, Func<object> make) =>
            StringAssert.Contains(Assert.Throws<ArgumentException>(make).Message, expected);
    }

    private static RnnRowException Refused(Row[] rows, bool isInterleaved = false)
    {
        IDataView view = Ml.Data.GroupIntoSequences(
            Ml.Data.LoadFromEnumerable(rows), "Id", ["Value"], orderColumn: "Time", options: new() { Interleaved = isInterleaved });
        return Assert.ThrowsExactly<RnnRowException>(() => ViewText.Rows(view, "Features"));
    }

    private sealed class Row
    {
        public long Id { get; set; }

        public double Time { get; set; }

        public float Value { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [0, 0];

        public float[] Any { get; set; } = [];

        public string Text { get; set; } = "";

        public bool Label { get; set; }
    }
}
