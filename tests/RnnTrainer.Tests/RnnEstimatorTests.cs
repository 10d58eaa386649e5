using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests;

[TestClass]
public sealed class RnnEstimatorTests
{
    [TestMethod]
    public void KeepsTheEstimatorContract()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        EstimatorContract.Check(ml, ml.MulticlassClassification.Trainers.Rnn(ToySequences.Options), data,
            new("no feature column", ml.Transforms.DropColumns("Features").Fit(data).Transform(data)),
            new("no label column", ml.Transforms.DropColumns("Label").Fit(data).Transform(data), By: EstimatorContract.Refuser.Estimator),
            new("features are text", ml.Transforms.CopyColumns("Features", "Name").Fit(data).Transform(data)),
            new("features are doubles", ml.Transforms.Conversion.ConvertType("Features", outputKind: DataKind.Double).Fit(data)
                .Transform(data)),
            new("features are of another size", ml.Transforms.Concatenate("Features", "Features", "Features").Fit(data).Transform(data),
                SeenInShape: false),
            new("dimensions say another sequence", ml.Transforms.Reshape("Features", null, 3, 5).Fit(data).Transform(data),
                By: EstimatorContract.Refuser.Transformer),
            new("label is text", ml.Transforms.CopyColumns("Label", "Name").Fit(data).Transform(data),
                By: EstimatorContract.Refuser.Estimator),
            new("label is a number", ml.Transforms.CopyColumns("Label", "Number").Fit(data).Transform(data),
                By: EstimatorContract.Refuser.Estimator));
    }

    [TestMethod]
    public void ColumnsOfLengthsAndWeightsAreCheckedInShapesToo()
    {
        MLContext ml = new(1);
        IDataView ragged = RaggedSequences.Data(ml, RaggedSequences.Rows(9)),
            padded = RaggedSequences.Padded(ml, 5, RaggedSequences.Rows(9));
        RnnOptions options = ToySequences.Options;
        Accepted(ragged, options with { InputSize = 3 });
        Accepted(padded, options with { LengthColumnName = "Steps", ExampleWeightColumnName = "Weight" });
        Accepted(padded, options with { LengthColumnName = "Weight" });
        Refused(padded, options with { LengthColumnName = "None" }, "Length column 'None' is missing");
        Refused(padded, options with { LengthColumnName = "Name" }, "Length column 'Name'");
        Refused(padded, options with { LengthColumnName = "Label" }, "Length column 'Label'");
        Refused(padded, options with { LengthColumnName = "Features" }, "Length column 'Features'");
        Refused(padded, options with { ExampleWeightColumnName = "None" }, "Weight column 'None' is missing");
        Refused(padded, options with { ExampleWeightColumnName = "Steps" }, "Weight column 'Steps'");
        Refused(padded, options with { ExampleWeightColumnName = "Features" }, "Weight column 'Features'");

        void Accepted(IDataView data, RnnOptions given)
        {
            Assert.IsTrue(new RnnEstimator(ml, given).GetOutputSchema(EstimatorContract.Shape(data.Schema))
                .Any(column => column.Name == "Score"));
            Assert.IsNotNull(new RnnEstimator(ml, given).Fit(data));
        }

        void Refused(IDataView data, RnnOptions given, string says)
        {
            RnnEstimator estimator = new(ml, given);
            StringAssert.Contains(Assert.ThrowsExactly<RnnColumnException>(() =>
                estimator.GetOutputSchema(EstimatorContract.Shape(data.Schema))).Message, says);
            StringAssert.Contains(Assert.ThrowsExactly<RnnColumnException>(() => estimator.Fit(data)).Message, says);
        }
    }

    [TestMethod]
    public void LearnsTheToyTask()
    {
        MLContext ml = new(1);
        RnnTransformer model = ml.MulticlassClassification.Trainers.Rnn(ToySequences.Options with { Epochs = 20 })
            .Fit(ToySequences.Data(ml, 300));
        double accuracy = ml.MulticlassClassification.Evaluate(model.Transform(ToySequences.Data(ml, 300, seed: 2))).MacroAccuracy;
        Assert.IsGreaterThan(0.98, accuracy);
    }
}
