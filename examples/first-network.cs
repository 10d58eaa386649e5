#:package RnnTrainer@*-*
#:property PublishAot=false

using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer;

// Sequences of 5 to 20 numbers that rise or fall, in noise.
Random random = new(1);
IEnumerable<Sequence> examples = Enumerable.Range(0, 600).Select(i => new Sequence
{
    Name = i % 2 == 0 ? "rises" : "falls",
    Values = [.. Enumerable.Range(0, random.Next(5, 21)).Select(step => (i % 2 == 0 ? step : -step) / 10f + random.NextSingle())],
});

MLContext ml = new(seed: 1);
IDataView all = ml.Data.LoadFromEnumerable(examples.ToArray());
DataOperationsCatalog.TrainTestData data = ml.Data.TrainTestSplit(all, testFraction: 0.2);
RnnOptions options = new() { Cell = RnnCell.Gru, FeatureColumnName = "Values", InputSize = 1, HiddenSize = 16, LearningRate = 0.01f,
    Epochs = 10 };
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
    .Append(ml.MulticlassClassification.Trainers.Rnn(options))
    .Append(ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel"));

ITransformer model = pipeline.Fit(data.TrainSet);
Console.WriteLine($"accuracy {ml.MulticlassClassification.Evaluate(model.Transform(data.TestSet)).MicroAccuracy:0.00}");
ml.Model.Save(model, data.TrainSet.Schema, "model.zip");

class Sequence
{
    public string Name { get; set; } = "";

    public float[] Values { get; set; } = [];
}
