using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Windows;

[TestClass]
public sealed class WindowTransformTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(2, false)]
    [DataRow(3, true)]
    public void KeepsTheEstimatorContract(int horizon, bool whole)
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongRow.Of([9, 3, 12]));
        IDataView data = Ml.Transforms.Conversion.MapValueToKey("Key", "State").Fit(rows).Transform(rows);
        SequenceWindowEstimator windows = Ml.Transforms.CreateWindows(
            4, CopiedWindow.Inputs, stride: 2, horizon, horizon == 0 ? null : "Value", "Device", "Time", new() { WholeHorizon = whole });
        EstimatorContract.Check(Ml, windows, data,
            new("no input column", Ml.Transforms.DropColumns("Value").Fit(data).Transform(data)),
            new("an input that is a text", Ml.Transforms.CopyColumns("Pair", "State").Fit(data).Transform(data)),
            new("an input that is a key", Ml.Transforms.CopyColumns("Pair", "Key").Fit(data).Transform(data)),
            new("an input of unknown size", Ml.Transforms.Text.TokenizeIntoWords("Pair", "State")
                .Append(Ml.Transforms.Conversion.MapValueToKey("Pair")).Fit(data).Transform(data)),
            new("no group column", Ml.Transforms.DropColumns("Device").Fit(data).Transform(data)),
            new("no order column", Ml.Transforms.DropColumns("Time").Fit(data).Transform(data)),
            new("an order that is a text", Ml.Transforms.CopyColumns("Time", "State").Fit(data).Transform(data)),
            new("a group that is a vector", Ml.Transforms.CopyColumns("Device", "Pair").Fit(data).Transform(data)));
    }

    [TestMethod]
    [DataRow("Nothing")]
    [DataRow("Time")]
    [DataRow("Pair")]
    public void ATargetThatCannotBeOneIsRefusedInTraining(string target)
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongRow.Of([9]));
        SequenceWindowEstimator windows = Ml.Transforms.CreateWindows(4, ["Value"], horizon: 1, targetColumn: target);
        RnnColumnException shape = Assert.ThrowsExactly<RnnColumnException>(() =>
            windows.GetOutputSchema(EstimatorContract.Shape(rows.Schema)));
        RnnColumnException fit = Assert.ThrowsExactly<RnnColumnException>(() => windows.Fit(rows));
        Assert.AreEqual(target, fit.ColumnName);
        Assert.AreEqual(target, shape.ColumnName);
    }

    [TestMethod]
    public void AKeyTargetKeepsItsValuesInTheShapeToo()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongRow.Of([9]));
        IDataView data = Ml.Transforms.Conversion.MapValueToKey("Key", "State").Fit(rows).Transform(rows);
        EstimatorContract.Check(Ml, Ml.Transforms.CreateWindows(4, ["Value"], horizon: 1, targetColumn: "Key"), data);
    }

    [TestMethod]
    public void ASavedModelMakesWindowsOfRowsWithoutATarget()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongRow.Of([40, 40]));
        IEstimator<ITransformer> pipeline = Ml.Transforms.CreateWindows(8, ["Value"], horizon: 2, targetColumn: "State",
            groupColumn: "Device", orderColumn: "Time")
            .Append(Ml.Transforms.Conversion.MapValueToKey("Label"))
            .Append(Ml.MulticlassClassification.Trainers.Rnn(ToySequences.Options with { ValidationFraction = 0.2f }));
        ITransformer model = pipeline.Fit(rows);
        using MemoryStream file = new();
        Ml.Model.Save(model, rows.Schema, file);
        file.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(file, out _);

        string[] expected = ViewText.Rows(model.Transform(rows), "Score");
        Assert.HasCount(2 * (40 - 7), expected, "windows whose label is yet to come as well");
        CollectionAssert.AreEqual(expected, ViewText.Rows(loaded.Transform(rows), "Score"));
        Assert.AreEqual("Time", ((IEnumerable<ITransformer>)loaded).OfType<SequenceWindowTransformer>().Single().OrderColumn);
        IDataView unlabelled = Ml.Transforms.SelectColumns("Device", "Value", "Time").Fit(rows).Transform(rows);
        IDataView windows = ((TransformerChain<ITransformer>)loaded).First().Transform(unlabelled);
        Assert.IsNull(windows.Schema.GetColumnOrNull("Label"));
        CollectionAssert.AreEqual(expected, ViewText.Rows(((TransformerChain<ITransformer>)loaded).Last().Transform(windows), "Score"));
    }

    [TestMethod]
    public void WhatAPredictionEngineCannotDoIsSaid()
    {
        ITransformer windows = Ml.Transforms.CreateWindows(4, ["Value"]).Fit(Ml.Data.LoadFromEnumerable(LongRow.Of([9])));
        Assert.IsFalse(windows.IsRowToRowMapper);
        string message = Assert.ThrowsExactly<NotSupportedException>(
            () => windows.GetRowToRowMapper(Ml.Data.LoadFromEnumerable(LongRow.Of([9])).Schema)).Message;
        StringAssert.Contains(message, "Score views with Transform");
    }
}
