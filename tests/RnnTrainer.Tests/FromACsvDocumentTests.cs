using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using RnnTrainer.Tests.Contract;
using RnnTrainer.Tests.Documents;

namespace RnnTrainer.Tests;

/// <summary>What docs/from-a-csv.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class FromACsvDocumentTests
{
    private const int Machines = 100, NewMachines = 9;

    [TestMethod]
    public void TheExamplesCompileAndRun()
    {
        using WorkingFolder folder = new();
        folder.Write("sensors.csv", SensorTable.Csv(Machines, isLabelled: true, hasGaps: true));
        folder.Write("today.csv", SensorTable.Csv(NewMachines, isLabelled: false, hasGaps: true));
        (ITransformer model, IDataView test) = FromCsv();
        Assert.IsGreaterThan(0.9, new MLContext().MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
        CollectionAssert.AreEqual(Enumerable.Range(0, NewMachines).Select(SensorTable.StateOf).ToArray(),
            LoadedAgain().GetColumn<ReadOnlyMemory<char>>("Predicted").Select(state => state.ToString()).ToArray());
    }

    [TestMethod]
    public void TheDatabaseIsReadAsShown()
    {
        using TemporaryFolder temporary = new();
        string connectionString = $"Data Source={temporary.PathOf("plant.db")};Pooling=false";
        using (SqliteConnection connection = new(connectionString))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE samples (machine TEXT, at TEXT, pressure REAL, current REAL, state TEXT);"
                + "INSERT INTO samples VALUES ('a', '2024-01-01 00:00:01', 2, 20, 'ok'), ('b', '2024-01-01', 3, NULL, 'worn'), "
                + "('a', '2024-01-01', 1, 10, 'ok')";
            command.ExecuteNonQuery();
        }
        IDataView sequences = FromDatabase(new MLContext(1), SqliteFactory.Instance, connectionString);
        CollectionAssert.AreEqual(
            new[] { "a | [1 10 2 20] | ok", "b | [3 NaN] | worn" }, ViewText.Rows(sequences, "Machine", "Features", "State"));
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() =>
        DocumentExamples.AreTheCodeOf("docs/from-a-csv.md", "tests/RnnTrainer.Tests/FromACsvDocumentTests.cs", 3);

    private static (ITransformer Model, IDataView Test) FromCsv()
    {
        // example:
        MLContext ml = new(seed: 1);
        TextLoader loader = ml.Data.CreateTextLoader(new TextLoader.Options
        {
            Columns = [new("Machine", DataKind.String, 0), new("Time", DataKind.DateTime, 1), new("Pressure", DataKind.Single, 2),
                new("Current", DataKind.Single, 3), new("State", DataKind.String, 4)],
            Separators = [','],
            HasHeader = true,
            MissingRealsAsNaNs = true,  // otherwise an empty number is 0
        });
        var split = ml.Data.TrainTestSplit(loader.Load("sensors.csv"), 0.2, samplingKeyColumnName: "Machine");

        RnnOptions options = new() { MissingValues = RnnMissingValues.LastValue };     // a gap is filled with the value before it
        var pipeline = ml.Transforms
            .GroupIntoSequences("Machine", ["Pressure", "Current"], labelColumn: "State", orderColumn: "Time")
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", "State"))
            .Append(ml.MulticlassClassification.Trainers.Rnn(options))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel"));

        ITransformer model = pipeline.Fit(split.TrainSet);
        Console.WriteLine(ml.MulticlassClassification.Evaluate(model.Transform(split.TestSet)).MicroAccuracy);
        ml.Model.Save(model, loader, "machines.zip");
        // end
        return (model, split.TestSet);
    }

    private static IDataView LoadedAgain()
    {
        // example:
        MLContext ml = new();
        ITransformer model = ml.Model.LoadWithDataLoader("machines.zip", out IDataLoader<IMultiStreamSource> loader);
        IDataView scored = model.Transform(loader.Load(new MultiFileSource("today.csv")));      // Machine, Predicted, Score, ...
        // end
        return scored;
    }

    private static IDataView FromDatabase(MLContext ml, DbProviderFactory provider, string connectionString)
    {
        // example:
        DatabaseLoader loader = ml.Data.CreateDatabaseLoader(
            new DatabaseLoader.Column("Machine", DbType.String, 0), new DatabaseLoader.Column("Time", DbType.DateTime, 1),
            new DatabaseLoader.Column("Pressure", DbType.Single, 2), new DatabaseLoader.Column("Current", DbType.Single, 3),
            new DatabaseLoader.Column("State", DbType.String, 4));
        IDataView rows = loader.Load(new DatabaseSource(provider, connectionString,     // SqliteFactory.Instance, NpgsqlFactory.Instance
            "SELECT machine, at, pressure, current, state FROM samples ORDER BY machine"));
        IDataView sequences = ml.Data.GroupIntoSequences(rows, "Machine", ["Pressure", "Current"], "State", "Time");
        // end
        return sequences;
    }
}
