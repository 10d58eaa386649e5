using RnnTrainer.Tests.Contract;
using RnnTrainer.Tests.Regression;

namespace RnnTrainer.Tests.Tasks;

/// <summary>A label of another task is refused, before a row is read, and the trainer named that takes it.</summary>
[TestClass]
public sealed class LabelTypeTests
{
    private static readonly MLContext Ml = new(1);

    private static readonly (string Column, string Trainer)[] Labels =
    [
        ("Key", "mlContext.MulticlassClassification.Trainers.Rnn"), ("Answer", "mlContext.BinaryClassification.Trainers.Rnn"),
        ("Label", "mlContext.Regression.Trainers.Rnn"), ("Precise", "mlContext.Regression.Trainers.Rnn"),
        ("Several", "mlContext.Regression.Trainers.Rnn"),
    ];

    [TestMethod]
    public void TheTrainerThatTakesTheLabelIsNamed()
    {
        IDataView rows = LaggedSums.Data(Ml, 5);
        IDataView data = Ml.Transforms.Expression("Answer", "x => x > 0", "Label").Fit(rows).Transform(rows);
        SchemaShape shape = EstimatorContract.Shape(data.Schema);
        foreach ((string column, string trainer) in Labels)
        {
            RnnOptions options = LaggedSums.Options with { LabelColumnName = column };
            Func<RnnOptions, IEstimator<RnnTransformer>>[] estimators =
                [o => new RnnEstimator(Ml, o), o => new RnnBinaryEstimator(Ml, o), o => new RnnRegressionEstimator(Ml, o)];
            int refused = 0;
            foreach (Func<RnnOptions, IEstimator<RnnTransformer>> create in estimators)
            {
                try
                {
                    create(options).GetOutputSchema(shape);
                }
                catch (RnnColumnException error)
                {
                    StringAssert.Contains(error.Message, $"or use {trainer}.", column);
                    Assert.AreEqual(column, error.ColumnName);
                    RnnColumnException fitted = Assert.ThrowsExactly<RnnColumnException>(() => create(options).Fit(data));
                    StringAssert.Contains(fitted.Message, $"or use {trainer}.", column);
                    refused++;
                }
            }
            Assert.AreEqual(2, refused, column);
        }
    }

    [TestMethod]
    public void AVectorOfAnySizeIsNotALabelOfNumbers()
    {
        IDataView data = Ml.Data.LoadFromEnumerable(RaggedSequences.Rows(5));
        data = Ml.Transforms.CopyColumns("Label", "Features").Fit(data).Transform(data);
        RnnRegressionEstimator estimator = new(Ml, LaggedSums.Options with { InputSize = 3 });
        SchemaShape shape = EstimatorContract.Shape(data.Schema);
        foreach (Action act in new Action[] { () => estimator.Fit(data), () => estimator.GetOutputSchema(shape) })
        {
            StringAssert.EndsWith(Assert.ThrowsExactly<RnnColumnException>(act).Message,
                "or a vector of known size of either, or set RnnOptions.ReturnSequences to label each step.");
        }
    }

    [TestMethod]
    public void ALabelThatNoTrainerTakesIsToBeConverted()
    {
        IDataView data = Ml.Data.LoadFromEnumerable(LaggedSums.Rows(5).Select(row => new { row.Features, Label = (int)row.Label }));
        foreach (RnnLoss loss in new[] { RnnLoss.Squared, RnnLoss.Quantiles(0.5f) })
        {
            RnnRegressionEstimator estimator = new(Ml, LaggedSums.Options with { InputSize = LaggedSums.InputSize, Loss = loss });
            SchemaShape shape = EstimatorContract.Shape(data.Schema);
            foreach (Action act in new Action[] { () => estimator.Fit(data), () => estimator.GetOutputSchema(shape) })
            {
                StringAssert.EndsWith(Assert.ThrowsExactly<RnnColumnException>(act).Message,
                    "is Int32; wanted: Single, Double, or a vector of known size of either. "
                    + "Make it with mlContext.Transforms.Conversion.ConvertType.");
            }
        }
    }

    [TestMethod]
    public void WhatIsWrongWithALabelTakesTwoLines()
    {
        IDataView steps = StepSequences.Data(Ml, StepSequences.Rows(5)), whole = LaggedSums.Data(Ml, 5);
        IDataView answers = Ml.Transforms.Expression("Answer", "x => x > 0", "Label").Fit(whole).Transform(whole);
        int refused = 0;
        foreach (IDataView data in new[] { steps, answers })
        {
            foreach (DataViewSchema.Column column in data.Schema)
            {
                foreach (bool ofSteps in new[] { false, true })
                {
                    RnnOptions options = LaggedSums.Options with { LabelColumnName = column.Name, ReturnSequences = ofSteps };
                    foreach (IEstimator<ITransformer> estimator in new IEstimator<ITransformer>[]
                    {
                        new RnnEstimator(Ml, options), new RnnBinaryEstimator(Ml, options), new RnnRegressionEstimator(Ml, options),
                    })
                    {
                        try
                        {
                            estimator.GetOutputSchema(EstimatorContract.Shape(data.Schema));
                        }
                        catch (RnnColumnException error)
                        {
                            Assert.IsLessThanOrEqualTo(170, error.Message.Length, error.Message);
                            refused++;
                        }
                    }
                }
            }
        }
        Assert.IsGreaterThan(30, refused);
    }

    [TestMethod]
    public void EveryPresetServesEveryTask()
    {
        foreach ((_, RnnOptions preset) in OptionSamples.Presets)
        {
            Assert.IsNotNull(new RnnEstimator(Ml, preset));
            Assert.IsNotNull(new RnnBinaryEstimator(Ml, preset));
            Assert.IsNotNull(new RnnRegressionEstimator(Ml, preset));
        }
    }

    [TestMethod]
    public void RegressionRefusesWhatIsForClasses()
    {
        foreach (RnnOptions options in new RnnOptions[]
        {
            new() { ClassWeights = RnnClassWeights.Balanced },
            new() { EarlyStopping = new() { Monitor = RnnMetric.ValidationAccuracy } },
        })
        {
            Assert.ThrowsExactly<RnnOptionException>(() => new RnnRegressionEstimator(Ml, options));
        }
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(
            () => new RnnRegressionEstimator(Ml, new() { ClassWeights = RnnClassWeights.Balanced }));
        StringAssert.StartsWith(error.Message, "ClassWeights is ");
        StringAssert.EndsWith(error.Message, ", which regression does not support. Leave it at its default (null).");
    }
}
