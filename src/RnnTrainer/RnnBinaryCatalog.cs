using RnnTrainer;
using RnnTrainer.MLNet;

namespace Microsoft.ML;

/// <summary>Where ML.NET users find the binary trainer: extensions of <see cref="MLContext"/>'s catalogs.</summary>
/// <example>
/// <code>
/// var trainer = ml.BinaryClassification.Trainers.Rnn(RnnOptions.Gru with { LabelColumnName = "IsSpam" });
/// RnnTransformer network = trainer.Fit(train);
/// </code>
/// </example>
public static class RnnBinaryCatalog
{
    /// <summary>
    /// Trains a recurrent network that answers yes or no to sequences. Every other setting is an option:
    /// <see cref="Rnn(BinaryClassificationCatalog.BinaryClassificationTrainers, RnnOptions)"/>.
    /// </summary>
    /// <param name="catalog">The binary trainers.</param>
    /// <param name="labelColumnName">The column of answers, Boolean.</param>
    /// <param name="featureColumnName">
    /// The column of sequences: Vector&lt;Single, time steps, input size&gt;, or VarVector&lt;Single&gt;.
    /// </param>
    /// <param name="exampleWeightColumnName">A Single column that says how much each row counts; <see langword="null"/>: all alike.</param>
    /// <param name="inputSize">Inputs at each step; <see langword="null"/>: taken from the feature column's dimensions.</param>
    /// <param name="cell">The recurrent cell.</param>
    /// <param name="hiddenSize">
    /// Units of the recurrent layer; <see langword="null"/>: <see cref="RnnOptions.HiddenSize"/>'s default.
    /// </param>
    /// <param name="epochs">Passes over the training data; <see langword="null"/>: <see cref="RnnOptions.Epochs"/>'s default.</param>
    /// <exception cref="ArgumentException">A name is empty, or a number out of its range.</exception>
    public static RnnBinaryEstimator Rnn(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        int? inputSize = null, RnnCell cell = RnnCell.Rnn, int? hiddenSize = null, int? epochs = null) =>
        catalog.Rnn(RnnCatalog.Options(labelColumnName, featureColumnName, exampleWeightColumnName, inputSize, cell, hiddenSize, epochs));

    /// <summary>Trains a recurrent network that answers yes or no to sequences.</summary>
    /// <param name="catalog">The binary trainers.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other, or the task cannot use one.</exception>
    public static RnnBinaryEstimator Rnn(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, RnnOptions options) =>
        new(CatalogAccess.EnvironmentOf(catalog), options);
}
