using RnnTrainer;
using RnnTrainer.MLNet;

namespace Microsoft.ML;

/// <summary>Extension methods that create the regression trainer from <see cref="MLContext.Regression"/>.</summary>
/// <example>
/// <code>
/// var trainer = ml.Regression.Trainers.Rnn(RnnOptions.Gru with { Loss = RnnLoss.Huber(1) });
/// RnnTransformer network = trainer.Fit(train);
/// </code>
/// </example>
public static class RnnRegressionCatalog
{
    /// <summary>
    /// Creates a trainer of recurrent networks that predict numbers from sequences. For all other settings, use
    /// <see cref="Rnn(RegressionCatalog.RegressionTrainers, RnnOptions)"/>.
    /// </summary>
    /// <param name="catalog">The regression trainers.</param>
    /// <param name="labelColumnName">Name of the label column: Single, Double, or a vector of known size of either.</param>
    /// <param name="featureColumnName">
    /// Name of the column of sequences: Vector&lt;Single, time steps, input size&gt;, or VarVector&lt;Single&gt;.
    /// </param>
    /// <param name="exampleWeightColumnName">
    /// Name of a Single column of row weights; <see langword="null"/>: all rows weigh the same.
    /// </param>
    /// <param name="inputSize">Inputs at each step; <see langword="null"/>: taken from the dimensions of the feature column.</param>
    /// <param name="cell">The recurrent cell.</param>
    /// <param name="hiddenSize">
    /// Units of the recurrent layer; <see langword="null"/>: <see cref="RnnOptions.HiddenSize"/>'s default.
    /// </param>
    /// <param name="epochs">Passes over the training data; <see langword="null"/>: <see cref="RnnOptions.Epochs"/>'s default.</param>
    /// <exception cref="ArgumentException">A name is empty, or a number is out of range.</exception>
    public static RnnRegressionEstimator Rnn(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        int? inputSize = null, RnnCell cell = RnnCell.Rnn, int? hiddenSize = null, int? epochs = null) =>
        catalog.Rnn(RnnCatalog.Options(labelColumnName, featureColumnName, exampleWeightColumnName, inputSize, cell, hiddenSize, epochs));

    /// <summary>Creates a trainer of recurrent networks that predict numbers from sequences.</summary>
    /// <param name="catalog">The regression trainers.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task does not support one.</exception>
    public static RnnRegressionEstimator Rnn(this RegressionCatalog.RegressionTrainers catalog, RnnOptions options) =>
        new(CatalogAccess.EnvironmentOf(catalog), options);
}
