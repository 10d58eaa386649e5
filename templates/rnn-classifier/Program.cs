using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer;

// Readings of machines, one row per machine and minute. For your own data, replace the file and the names of the columns.
MLContext ml = new(seed: 1);
IDataView readings = ml.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "sensors.csv"),
    [new("Machine", DataKind.String, 0), new("Time", DataKind.DateTime, 1), new("Pressure", DataKind.Single, 2),
        new("Current", DataKind.Single, 3), new("State", DataKind.String, 4)], separatorChar: ',', hasHeader: true);
var split = ml.Data.TrainTestSplit(readings, testFraction: 0.25, samplingKeyColumnName: "Machine");

// All rows of a machine are one sequence. RnnOptions says everything about the network and its training.
var pipeline = ml.Transforms
    .GroupIntoSequences("Machine", ["Pressure", "Current"], labelColumn: "State", orderColumn: "Time")
    .Append(ml.Transforms.Conversion.MapValueToKey("Label", "State"))
    .Append(ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Sensor))
    .Append(ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel"));

Console.WriteLine("Training.");
ITransformer model = pipeline.Fit(split.TrainSet);

// Machines that training never saw.
IDataView scored = model.Transform(split.TestSet);
foreach (Verdict verdict in ml.Data.CreateEnumerable<Verdict>(scored, reuseRowObject: false))
    Console.WriteLine($"{verdict.Machine}: {verdict.Predicted} ({verdict.Score.Max():0.00}), actual: {verdict.State}");
Console.WriteLine($"Accuracy: {ml.MulticlassClassification.Evaluate(scored).MicroAccuracy:0.00}");

ml.Model.Save(model, readings.Schema, "machines.zip");
Console.WriteLine("Saved as machines.zip.");

sealed class Verdict
{
    public string Machine { get; set; } = "";

    public string State { get; set; } = "";

    public string Predicted { get; set; } = "";

    public float[] Score { get; set; } = [];
}
