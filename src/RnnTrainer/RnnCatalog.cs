using RnnTrainer;
using RnnTrainer.MLNet;

namespace Microsoft.ML;

/// <summary>Extension methods that create the classifier from <see cref="MLContext.MulticlassClassification"/>.</summary>
/// <example>
/// <code>
/// var trainer = ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Sensor);
/// RnnTransformer network = trainer.Fit(train);
/// </code>
/// </example>
public static class RnnCatalog
{
    /// <summary>
    /// Creates a trainer of recurrent networks that classify sequences. For all other settings, use
    /// <see cref="Rnn(MulticlassClassificationCatalog.MulticlassClassificationTrainers, RnnOptions)"/>.
    /// </summary>
    /// <param name="catalog">The multiclass trainers.</param>
    /// <param name="labelColumnName">Name of the column of class labels, a key.</param>
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
    public static RnnEstimator Rnn(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        int? inputSize = null, RnnCell cell = RnnCell.Rnn, int? hiddenSize = null, int? epochs = null) =>
        catalog.Rnn(Options(labelColumnName, featureColumnName, exampleWeightColumnName, inputSize, cell, hiddenSize, epochs));

    /// <summary>Creates a trainer of recurrent networks that classify sequences.</summary>
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
