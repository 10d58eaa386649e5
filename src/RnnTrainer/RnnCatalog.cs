using RnnTrainer;
using RnnTrainer.MLNet;

namespace Microsoft.ML;

/// <summary>Where ML.NET users find the classifier: extensions of <see cref="MLContext"/>'s catalogs.</summary>
/// <example>
/// <code>
/// var trainer = ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Sensor);
/// RnnTransformer network = trainer.Fit(train);
/// </code>
/// </example>
public static class RnnCatalog
{
    /// <summary>
    /// Trains a recurrent network that classifies sequences. Every other setting is an option:
    /// <see cref="Rnn(MulticlassClassificationCatalog.MulticlassClassificationTrainers, RnnOptions)"/>.
    /// </summary>
    /// <param name="catalog">The multiclass trainers.</param>
    /// <param name="labelColumnName">The column of class labels, a key.</param>
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
    public static RnnEstimator Rnn(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        int? inputSize = null, RnnCell cell = RnnCell.Rnn, int? hiddenSize = null, int? epochs = null) =>
        catalog.Rnn(Options(labelColumnName, featureColumnName, exampleWeightColumnName, inputSize, cell, hiddenSize, epochs));

    /// <summary>Trains a recurrent network that classifies sequences.</summary>
    /// <param name="catalog">The multiclass trainers.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="RnnOptionException">Two options contradict each other.</exception>
    public static RnnEstimator Rnn(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, RnnOptions options) =>
        new(CatalogAccess.EnvironmentOf(catalog), options);

    /// <summary>The options that the short forms of all trainers offer.</summary>
    internal static RnnOptions Options(
        string label, string features, string? weight, int? inputSize, RnnCell cell, int? hiddenSize, int? epochs)
    {
        RnnOptions options = new()
        {
            LabelColumnName = label,
            FeatureColumnName = features,
            ExampleWeightColumnName = weight,
            InputSize = inputSize,
            Cell = cell,
            Epochs = epochs,
        };
        return hiddenSize is { } size ? options with { HiddenSize = size } : options;
    }
}
