namespace RnnTrainer.Tests;

/// <summary>A row that cannot be used is named by its number, counted from 1, and its column, in properties.</summary>
[TestClass]
public sealed class RowExceptionTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly RnnOptions Options = ToySequences.Options with { InputSize = 3, Epochs = 1 };

    [TestMethod]
    public void TrainingNamesRowAndColumn()
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(9);
        rows[4].Features = rows[4].Features[..14];
        Check(Thrown(() => new RnnEstimator(Ml, Options).Fit(RaggedSequences.Data(Ml, rows))), 5, "Features", validation: false);
        rows[4].Features = [];
        Check(Thrown(() => new RnnEstimator(Ml, Options).Fit(RaggedSequences.Data(Ml, rows))), 5, "Features", validation: false);
        rows[4].Features = [float.NaN, 1, 1];
        Check(Thrown(() => new RnnEstimator(Ml, Options).Fit(RaggedSequences.Data(Ml, rows))), 5, "Features", validation: false);

        rows = RaggedSequences.Rows(9);
        rows[0].Weight = -1;
        IDataView weighted = RaggedSequences.Data(Ml, rows);
        RnnEstimator byWeight = new(Ml, Options with { ExampleWeightColumnName = "Weight" });
        Check(Thrown(() => byWeight.Fit(weighted)), 1, "Weight", validation: false);
        rows[8].Steps = 6;
        IDataView padded = RaggedSequences.Padded(Ml, 5, rows);
        Check(Thrown(() => new RnnEstimator(Ml, Options with { LengthColumnName = "Steps" }).Fit(padded)), 9, "Steps", validation: false);
    }

    [TestMethod]
    public void ARowOfTheValidationDataIsSaidToBeOne()
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(9);
        IDataView train = RaggedSequences.Data(Ml, RaggedSequences.Rows(9));
        rows[2].Features = [];
        RnnRowException error = Thrown(() => new RnnEstimator(Ml, Options).Fit(train, RaggedSequences.Data(Ml, rows)));
        Check(error, 3, "Features", validation: true);
        StringAssert.StartsWith(error.Message, "Row 3 of the validation data: ");
    }

    // Large networks are scored on several threads, each with cursors of its own.
    [TestMethod]
    [DataRow(4)]
    [DataRow(600)]
    public void ScoringNamesTheRowOfTheDataOnAnyNumberOfThreads(int hiddenSize)
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(900);
        RnnTransformer network = new RnnEstimator(Ml, Options with { HiddenSize = hiddenSize }).Fit(RaggedSequences.Data(Ml, rows[..6]));
        rows[700].Features = rows[700].Features[..14];
        IDataView scored = network.Transform(RaggedSequences.Data(Ml, rows));
        RnnRowException error = Thrown(() => _ = scored.GetColumn<float[]>("Score").ToArray());
        Check(error, 701, "Features", validation: false);
        StringAssert.Contains(error.Message, "the network takes 3 inputs per step");
        Assert.DoesNotContain(nameof(RnnOptions), error.Message);
    }

    [TestMethod]
    public void ASequenceGivenDirectlyIsToldWhatTheNetworkTakes()
    {
        RnnTransformer network = new RnnEstimator(Ml, ToySequences.Options with { Epochs = 1 }).Fit(ToySequences.Data(Ml));
        foreach (int values in new[] { 0, 4, 18 })
        {
            RnnInputException error = Assert.ThrowsExactly<RnnInputException>(() => network.ScoreEachStep(new float[values]));
            Assert.AreEqual((null, 5, 3), (error.ColumnName, error.TimeSteps, error.InputSize));
            Assert.DoesNotContain("(Parameter", error.Message);
        }
    }

    // ML.NET wraps what other threads throw.
    private static RnnRowException Thrown(Action action)
    {
        for (Exception? error = Assert.Throws<Exception>(action); error is not null; error = error.InnerException)
        {
            if (error is RnnRowException { InnerException: null or RnnRowException } found)
                return found;
        }
        throw new AssertFailedException("No row is named.");
    }

    private static void Check(RnnRowException error, long row, string column, bool validation)
    {
        Assert.AreEqual((row, column, validation), (error.Row, error.ColumnName, error.IsValidation));
        StringAssert.StartsWith(error.Message, FormattableString.Invariant($"Row {row}"));
    }
}
