using System.Text.RegularExpressions;
using RnnTrainer.Tests.Documents;

namespace RnnTrainer.Tests;

/// <summary>What the README says is so: its example is the code below.</summary>
[TestClass]
public sealed partial class ReadmeTests
{
    private const int MostBytes = 9 * 1024;

    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    [TestMethod]
    public void TheExampleCompilesAndRuns()
    {
        using WorkingFolder folder = new();
        folder.Write("sensors.csv", SensorTable.Csv(machines: 100, isLabelled: true, hasGaps: false));
        (ITransformer model, IDataView test) = WornMachines();
        Assert.IsGreaterThan(0.9, new MLContext().MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
        Assert.IsTrue(File.Exists("machines.zip"));
    }

    [TestMethod]
    public void TheExampleIsTheCodeOfThisTest() =>
        DocumentExamples.AreTheCodeOf("README.md", "tests/RnnTrainer.Tests/ReadmeTests.cs", 1);

    [TestMethod]
    public void ItIsShort() =>
        Assert.IsLessThanOrEqualTo(MostBytes, System.Text.Encoding.UTF8.GetByteCount(Readme), "Move details to docs.");

    /// <summary>The table is made of other result files: no figure in it may be older than the file that its row names.</summary>
    [TestMethod]
    public void EachFigureStandsInTheResultFileThatItsRowNames()
    {
        MatchCollection rows = MeasuredRow().Matches(Readme);
        Assert.HasCount(5, rows);
        foreach (Match row in rows)
        {
            string results = File.ReadAllText(Repository.PathOf("benchmarks", "results", row.Groups["file"].Value));
            foreach (Match figure in Figure().Matches(row.Groups["figures"].Value))
                StringAssert.Matches(results, new Regex($@"(?<![\d.]){Regex.Escape(figure.Value)}(?![\d.])"), row.Value);
        }
    }

    private static (ITransformer Model, IDataView Test) WornMachines()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView readings = ml.Data.LoadFromTextFile("sensors.csv",
            [new("Machine", DataKind.String, 0), new("Time", DataKind.DateTime, 1), new("Pressure", DataKind.Single, 2),
                new("Current", DataKind.Single, 3), new("State", DataKind.String, 4)], separatorChar: ',', hasHeader: true);
        var split = ml.Data.TrainTestSplit(readings, testFraction: 0.2, samplingKeyColumnName: "Machine");

        var pipeline = ml.Transforms
            .GroupIntoSequences("Machine", ["Pressure", "Current"], labelColumn: "State", orderColumn: "Time")
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", "State"))
            .Append(ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Sensor))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel"));

        ITransformer model = pipeline.Fit(split.TrainSet);
        Console.WriteLine(ml.MulticlassClassification.Evaluate(model.Transform(split.TestSet)).MicroAccuracy);
        ml.Model.Save(model, readings.Schema, "machines.zip");
        // end
        return (model, split.TestSet);
    }

    [GeneratedRegex(@"^\| [^|]+ \| (?<figures>[\d.][^|]* \| [^|]+) \| `(?<file>[\w.-]+\.md)` \|$", RegexOptions.Multiline)]
    private static partial Regex MeasuredRow();

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Figure();
}
