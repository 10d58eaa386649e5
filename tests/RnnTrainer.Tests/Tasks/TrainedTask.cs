namespace RnnTrainer.Tests.Tasks;

/// <summary>A task that a network can be trained for, with data that it learns in a few steps.</summary>
/// <param name="Name">The task, for messages.</param>
/// <param name="Data">So many rows of the toy sequences, drawn from a seed, with the task's label.</param>
/// <param name="Create">A trainer with these options.</param>
internal sealed record TrainedTask(
    string Name, Func<MLContext, int, int, IDataView> Data, Func<MLContext, RnnOptions, TrainedTask.Trainer> Create)
{
    /// <summary>Every task.</summary>
    public static IReadOnlyList<TrainedTask> All { get; } =
    [
        new("classes", ToySequences.Data, (ml, options) => Of(new RnnEstimator(ml, options))),
        new("yes or no", ToySequences.YesNoData, (ml, options) => Of(new RnnBinaryEstimator(ml, options))),
        new("a number", ToySequences.NumberData, (ml, options) => Of(new RnnRegressionEstimator(ml, options))),
        new("numbers", ToySequences.VectorData, (ml, options) => Of(new RnnRegressionEstimator(ml, options))),
        new("quantiles", ToySequences.NumberData, (ml, options) => Of(
            new RnnRegressionEstimator(ml, options with { Loss = RnnLoss.Quantiles(0.1f, 0.9f) }))),
        new("classes, steps in blocks", ToySequences.Data, (ml, options) => Of(new RnnEstimator(ml, options with { BlockSteps = 2 }))),
        new("numbers, steps in blocks", ToySequences.VectorData, (ml, options) => Of(new RnnRegressionEstimator(
            ml, options with { BlockSteps = 2, Bidirectional = true, Normalization = RnnNormalization.MinMax }))),
        new("classes, values missing", (ml, count, seed) => ToySequences.Data(ml, WithGaps(ToySequences.Rows(count, seed))),
            (ml, options) => Of(new RnnEstimator(
                ml, options with { MissingValues = RnnMissingValues.Mean, Normalization = RnnNormalization.MinMax }))),
        new("a class for each step", ToySequences.StepData,
            (ml, options) => Of(new RnnEstimator(ml, options with { ReturnSequences = true }))),
        new("yes or no for each step", ToySequences.YesNoStepData,
            (ml, options) => Of(new RnnBinaryEstimator(ml, options with { ReturnSequences = true }))),
        new("a number for each step", ToySequences.NumberStepData,
            (ml, options) => Of(new RnnRegressionEstimator(ml, options with { ReturnSequences = true }))),
        new("quantiles for each step", ToySequences.NumberStepData, (ml, options) => Of(
            new RnnRegressionEstimator(ml, options with { ReturnSequences = true, Loss = RnnLoss.Quantiles(0.1f, 0.9f) }))),
    ];

    /// <summary>Trains on some of the data.</summary>
    public RnnTransformer Fit(MLContext ml, RnnOptions options, int rows = 90) => Create(ml, options).Estimator.Fit(Data(ml, rows, 1));

    // A value of each row is NaN, and of every fourth row an input has none.
    private static ToySequences.Row[] WithGaps(ToySequences.Row[] rows)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            float[] x = rows[row].Features;
            for (int i = row % x.Length; i < (row % 4 == 0 ? x.Length : row % x.Length + 1); i += ToySequences.InputSize)
                x[i] = float.NaN;
        }
        return rows;
    }

    private static Trainer Of(RnnEstimator estimator) => new(estimator, estimator.Fit, estimator.Fit);

    private static Trainer Of(RnnRegressionEstimator estimator) => new(estimator, estimator.Fit, estimator.Fit);

    private static Trainer Of(RnnBinaryEstimator estimator) => new(estimator, estimator.Fit, estimator.Fit);

    /// <summary>An estimator, which has no other type in common with those of other tasks.</summary>
    /// <param name="Estimator">It.</param>
    /// <param name="FitValidated">Trains with validation data.</param>
    /// <param name="FitFurther">Trains on from a network, with validation data or without.</param>
    public sealed record Trainer(
        IEstimator<RnnTransformer> Estimator, Func<IDataView, IDataView, RnnTransformer> FitValidated,
        Func<IDataView, IDataView?, RnnTransformer, RnnTransformer> FitFurther);
}
