using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Model;

namespace RnnTrainer.Training;

/// <summary>Whether validation data, or a network to start from, go with the training data.</summary>
/// <param name="shape">The sizes that options and training data ask for.</param>
/// <param name="featureDimensions">Dimensions of the training data's features.</param>
/// <param name="labelValues">Values of the training data's classes, or null.</param>
internal sealed class SequenceMatch(RnnShape shape, int[] featureDimensions, Array? labelValues)
{
    /// <exception cref="ArgumentException">A column is missing, or does not fit the training data's.</exception>
    public void CheckValidation(DataViewSchema schema, RnnOptions options)
    {
        ColumnCheck.Features(schema, options.FeatureColumnName, out VectorDataViewType features);
        SequenceLayout.CheckFits(options.FeatureColumnName, features, featureDimensions, shape.TimeSteps, shape.InputSize);
        DataViewSchema.Column label = ColumnCheck.Label(schema, options.LabelColumnName, out KeyDataViewType key);
        string? difference = key.Count != (ulong)shape.ClassCount
            ? $"{shape.ClassCount} classes are trained and {key.Count} are validated"
            : Difference(LabelAnnotations.Read(label, shape.ClassCount), "validated");
        if (difference is not null)
        {
            throw new ArgumentException(
                $"The labels of the validation data (column '{options.LabelColumnName}') are not those of the training data: {difference}. Fit MapValueToKey on the training data, and transform both with it.", "validation");
        }
    }

    /// <exception cref="ArgumentException">The network has other sizes or label values.</exception>
    public void CheckInitial(RnnModel initial)
    {
        string? difference = initial.Shape != shape
            ? $"options and data ask for {Describe(shape)}, and it has {Describe(initial.Shape)}"
            : Difference(initial.LabelValueArray, "known to it");
        if (difference is not null)
        {
            throw new ArgumentException(
                $"The network to start from does not fit: {difference}. Use the options and the fitted label mapping that it was trained with, or Fit without it.", nameof(initial));
        }
    }

    private string? Difference(Array? others, string theirs)
    {
        if (labelValues is null || others is null)
            return null;
        for (int i = 0; i < labelValues.Length; i++)
        {
            if (!Equals(labelValues.GetValue(i), others.GetValue(i)))
                return $"class {i} is '{labelValues.GetValue(i)}' in the training data, and '{others.GetValue(i)}' is {theirs}";
        }
        return null;
    }

    private static string Describe(RnnShape sizes) =>
        $"{sizes.HiddenSize} hidden units on {sizes.TimeSteps} time steps x {sizes.InputSize} inputs with {sizes.ClassCount} classes";
}
