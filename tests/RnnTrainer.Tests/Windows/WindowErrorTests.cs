using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Windows;

[TestClass]
public sealed class WindowErrorTests
{
    private static readonly MLContext Ml = new(1);

    private static readonly IDataView Rows = Ml.Data.LoadFromEnumerable(LongRow.Of([9, 9]));

    [TestMethod]
    public void SettingsThatContradictEachOtherAreRefusedWithTheCure()
    {
        Refused("length", () => Ml.Data.CreateWindows(Rows, 0, ["Value"]), "length must be at least 1.");
        Refused("stride", () => Ml.Data.CreateWindows(Rows, 1, ["Value"], stride: 0), "stride must be at least 1.");
        Refused("horizon", () => Ml.Data.CreateWindows(Rows, 1, ["Value"], horizon: -1), "horizon must be at least 0.");
        Refused("featureColumns", () => Ml.Data.CreateWindows(Rows, 1, []), "Name at least one column.");
        Refused("targetColumn", () => Ml.Data.CreateWindows(Rows, 1, ["Value"], horizon: 2),
            "Set the column to forecast, or leave horizon 0");
        Refused("horizon", () => Ml.Data.CreateWindows(Rows, 1, ["Value"], targetColumn: "Value"),
            "Set horizon (1: the next row), or omit targetColumn");
        Refused("horizon", () => Ml.Data.CreateWindows(Rows, 1, ["Value"], options: new() { WholeHorizon = true }),
            "Set horizon to the number of values");
        Refused("groupColumn", () => Ml.Data.CreateWindows(Rows, 1, ["Value"], options: new() { Interleaved = true }),
            "Set the column that identifies the series");
        Refused("options", () => Ml.Data.CreateWindows(Rows, 1, ["Value"], horizon: 1, targetColumn: "Value",
            options: new() { LabelColumnName = "Features" }),
            "Two columns of the windows would be named 'Features'.");
        Refused("options", () => Ml.Data.CreateWindows(Rows, 1, ["Value"], groupColumn: "Device",
            options: new() { FeatureColumnName = "Device" }),
            "groupColumn is 'Device', which is also the name of an output column.");
        Assert.ThrowsExactly<ArgumentNullException>(() => Ml.Data.CreateWindows(null!, 1, ["Value"]));
        Assert.ThrowsExactly<ArgumentNullException>(() => Ml.Data.CreateWindows(Rows, 1, null!));
    }

    [TestMethod]
    public void ColumnsThatDoNotFitAreRefusedWithTheCure()
    {
        Refused("Nothing", () => Ml.Data.CreateWindows(Rows, 3, ["Nothing"]), "Input column 'Nothing' is missing; there are: 'Device',");
        Refused("State", () => Ml.Data.CreateWindows(Rows, 3, ["State"]), "Input column 'State' is String; wanted: a number");
        Refused("Pair", () => Ml.Data.CreateWindows(Rows, 3, ["Value"], groupColumn: "Pair"),
            "Group column 'Pair' is Vector<Double, 2>; wanted: a text,");
        Refused("Time", () => Ml.Data.CreateWindows(Rows, 3, ["Value"], horizon: 1, targetColumn: "Time"),
            "Target column 'Time' is Int64; wanted: Single, Double, a key or a text, types with missing values. Convert it");
        Refused("Pair", () => Ml.Data.CreateWindows(Rows, 3, ["Value"], horizon: 1, targetColumn: "Pair"), "for a vector set WholeHorizon");
        ArgumentException tooLong = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            Ml.Data.CreateWindows(Rows, int.MaxValue / 2, ["Value", "Pair"]));
        StringAssert.Contains(tooLong.Message, "hold more than 715827863 rows, the limit. Shorten them.");
    }

    [TestMethod]
    public void ASeriesThatComesBackIsRefusedWhereItDoesWithTheCure()
    {
        IDataView view = Ml.Data.CreateWindows(Ml.Data.LoadFromEnumerable(LongRow.Of([4, 4, 4], interleaved: true)), 2, ["Value"],
            groupColumn: "Device");
        RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => ViewText.Rows(view, "Time"));
        Assert.AreEqual((4, "Device"), (error.Row, error.ColumnName));
        Assert.AreEqual("Row 4: group 'd0' of column 'Device' reappears after others. Sort the data by 'Device', "
            + "or make the windows with SequenceWindowOptions.Interleaved.", error.Message);
    }

    [TestMethod]
    public void WhatTheSourceThrowsComesThroughAndItsCursorIsClosed()
    {
        CountingView rows = new(Rows) { FailsAtRow = 7 };
        Assert.ThrowsExactly<IOException>(() => ViewText.Rows(Ml.Data.CreateWindows(rows, 3, ["Value"]), "Features"));
        Assert.AreEqual((1, 1), (rows.Cursors, rows.Disposed));
    }

    private static void Refused(string parameter, Action make, string expected)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(make);
        Assert.AreEqual(parameter, error is RnnColumnException column ? column.ColumnName : error.ParamName);
        StringAssert.Contains(error.Message, expected);
    }
}
