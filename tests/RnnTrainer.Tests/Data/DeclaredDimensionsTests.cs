namespace RnnTrainer.Tests.Data;

/// <summary>What a feature column's type says of its sequences holds, in training, in validation and in scoring.</summary>
[TestClass]
public sealed class DeclaredDimensionsTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly RnnOptions Options = new() { HiddenSize = 2, Epochs = 1, Seed = 1 };

    [TestMethod]
    [DataRow(4, new[] { 0 })]
    [DataRow(4, new[] { 0, 4 })]
    [DataRow(4, new[] { 1, 0, 4 })]
    [DataRow(4, new[] { 0, 2, 2 })]
    [DataRow(4, new[] { 0, 3, 4 })]
    [DataRow(4, new[] { 0, 0 })]
    [DataRow(4, new[] { 3, 0 })]
    [DataRow(4, new[] { 3, 0, 2 })]
    [DataRow(4, new[] { 12 })]
    [DataRow(4, new[] { 1, 12 })]
    [DataRow(4, new[] { 3, 4 })]
    [DataRow(4, new[] { 3, 2, 2 })]
    [DataRow(1, new[] { 12, 1 })]
    public void ColumnsThatSayTheNetworksInputsOrNothingAreScored(int inputs, int[] dimensions)
    {
        RnnTransformer network = AnyLength(inputs);
        IDataView flat = VectorRows.Data(Ml, VectorRows.Of(12, 12), 0), declared = VectorRows.Data(Ml, VectorRows.Of(12, 12), dimensions);
        float[][] expected = [.. network.Transform(flat).GetColumn<float[]>("Score")];
        float[][] scores = [.. network.Transform(declared).GetColumn<float[]>("Score")];
        for (int row = 0; row < expected.Length; row++)
            CollectionAssert.AreEqual(expected[row], scores[row]);
    }

    [TestMethod]
    [DataRow(4, new[] { 0, 3 })]
    [DataRow(4, new[] { 0, 2 })]
    [DataRow(6, new[] { 0, 3 })]
    [DataRow(4, new[] { 2, 0, 3 })]
    [DataRow(4, new[] { 4, 3 })]
    [DataRow(1, new[] { 4, 3 })]
    [DataRow(1, new[] { 0, 3 })]
    [DataRow(4, new[] { 2, 6 })]
    [DataRow(5, new[] { 12 })]
    public void ColumnsThatSayOtherwiseAreRefusedByTheSchemaAlone(int inputs, int[] dimensions)
    {
        RnnTransformer network = AnyLength(inputs);
        IDataView data = VectorRows.Data(Ml, VectorRows.Of(12, 12), dimensions);
        foreach (Action refused in new Action[]
        {
            () => network.GetOutputSchema(data.Schema), () => network.Transform(data),
            () => ((ITransformer)network).GetRowToRowMapper(data.Schema),
        })
        {
            RnnInputException error = Assert.ThrowsExactly<RnnInputException>(refused);
            Assert.AreEqual(("Features", null, inputs), (error.ColumnName, error.TimeSteps, error.InputSize));
            StringAssert.Contains(error.Message, $"this network takes {inputs} inputs per step");
            Assert.DoesNotContain(nameof(RnnOptions), error.Message);
        }
    }

    [TestMethod]
    public void TheLastDimensionSaysHowManyInputsThereAre()
    {
        foreach (int[] dimensions in new int[][] { [0, 7], [1, 0, 7], [1, 1, 0, 7] })
        {
            RnnModel model = new RnnEstimator(Ml, Options).Fit(VectorRows.Data(Ml, VectorRows.Of(14, 7, 21), dimensions)).Model;
            Assert.AreEqual((null, 7), (model.TimeSteps, model.InputSize));
        }
    }

    [TestMethod]
    [DataRow(new[] { 0 }, null, "Set RnnOptions.InputSize")]
    [DataRow(new[] { 6, 0 }, null, "Set RnnOptions.InputSize")]
    [DataRow(new[] { 0, 3, 2 }, null, "Set RnnOptions.InputSize")]
    [DataRow(new[] { 0, 3 }, 4, "RnnOptions.InputSize is 4. Leave InputSize null")]
    [DataRow(new[] { 0, 3 }, 6, "RnnOptions.InputSize is 6. Leave InputSize null")]
    [DataRow(new[] { 0, 3, 2 }, 3, "RnnOptions.InputSize is 3. Set it to the product of the last dimensions")]
    public void FitRefusesInputsThatTheTypeDoesNotSayOrContradicts(int[] dimensions, int? inputSize, string says)
    {
        IDataView data = VectorRows.Data(Ml, VectorRows.Of(12, 12), dimensions);
        RnnEstimator trainer = new(Ml, Options with { InputSize = inputSize });
        RnnColumnException error = Assert.ThrowsExactly<RnnColumnException>(() => trainer.Fit(data));
        Assert.AreEqual(("Features", $"{data.Schema["Features"].Type}"), (error.ColumnName, error.ColumnType));
        StringAssert.Contains(error.Message, says);
    }

    [TestMethod]
    public void ValidationDataMustSayTheSame()
    {
        IDataView train = VectorRows.Data(Ml, VectorRows.Of(12, 8), 0, 4), other = VectorRows.Data(Ml, VectorRows.Of(12, 12), 4, 3);
        Assert.ThrowsExactly<RnnInputException>(() => new RnnEstimator(Ml, Options).Fit(train, other));
        IDataView same = VectorRows.Data(Ml, VectorRows.Of(12, 12), 3, 4);
        Assert.IsNotNull(new RnnEstimator(Ml, Options).Fit(train, same).History[0].ValidationLoss);
    }

    [TestMethod]
    public void RowsHoldTheStepsThatTheirTypePromises()
    {
        // [6, *] with 2 inputs: 6 steps a row.
        RnnEstimator trainer = new(Ml, Options with { InputSize = 2 });
        Assert.AreEqual(2, trainer.Fit(VectorRows.Data(Ml, VectorRows.Of(12, 12), 6, 0)).Model.InputSize);
        RnnRowException error = Assert.ThrowsExactly<RnnRowException>(() => trainer.Fit(VectorRows.Data(Ml, VectorRows.Of(12, 8), 6, 0)));
        Assert.AreEqual(2, error.Row);
        StringAssert.Contains(error.Message, "holds 8 values, but its type has 12");
    }

    [TestMethod]
    public void AVectorOfUnknownSizeForANetworkOfOneLengthIsToldItsDeclaration()
    {
        RnnTransformer network = new RnnEstimator(Ml, Options).Fit(VectorRows.Data(Ml, VectorRows.Of(12, 12), 6, 2));
        IDataView unknown = VectorRows.Data(Ml, VectorRows.Of(12, 12), 0);
        RnnInputException error = Assert.ThrowsExactly<RnnInputException>(() => network.Transform(unknown));
        Assert.AreEqual((6, 2), (error.TimeSteps, error.InputSize));
        StringAssert.Contains(error.Message, "[VectorType(6, 2)]");
    }

    private static RnnTransformer AnyLength(int inputs) =>
        new RnnEstimator(Ml, Options with { InputSize = inputs }).Fit(VectorRows.Data(Ml, VectorRows.Of(3 * inputs, 2 * inputs), 0));
}
