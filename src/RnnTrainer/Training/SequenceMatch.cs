using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Tasks;

namespace RnnTrainer.Training;

/// <summary>Whether validation data, or a network to start from, go with the training data.</summary>
/// <param name="network">The network that options and training data ask for.</param>
/// <param name="featureDimensions">Dimensions of the training data's features.</param>
/// <param name="label">What the training data's labels ask of a network.</param>
internal sealed class SequenceMatch(NetworkSpec network, int[] featureDimensions, LabelSpec label)
{
    /// <summary>The columns of validation data, whose rows all count alike.</summary>
    /// <exception cref="ArgumentException">A column is missing, or does not fit the training data's.</exception>
    public TrainingColumns BindValidation(DataViewSchema schema, RnnOptions options, LearningTask task)
    {
        ColumnCheck.Features(schema, options.FeatureColumnName, out VectorDataViewType features);
        int? timeSteps = network.Input.HasEqualLengths ? network.Input.TimeSteps : null;
        SequenceLayout.CheckFits(options.FeatureColumnName, features, featureDimensions, timeSteps, network.Input.Size);
        TrainingColumns columns = TrainingColumns.Bind(
            schema, options with { TimeSteps = null, InputSize = network.Input.Size, ExampleWeightColumnName = null });
        LabelSpec validated = task.Read(columns.Label);
        string? difference = validated.Head != label.Head
            ? $"{label.Head} are trained and {validated.Head} are validated"
            : Difference(validated.Values, "validated");
        if (difference is not null)
        {
            throw new ArgumentException(
                $"The labels of the validation data (column '{options.LabelColumnName}') are not those of the training data: "
                + $"{difference}. Fit what makes the labels on the training data, and transform both with it.", "validation");
        }
        return columns;
    }

    /// <exception cref="ArgumentException">The network has other sizes or label values.</exception>
    public void CheckInitial(RnnModel initial)
    {
        string? difference = network.Difference(initial.Network) is var (ours, theirs)
            ? $"options and data ask for {ours}, and it has {theirs}"
            : Difference(initial.LabelValueArray, "known to it");
        if (difference is not null)
        {
            throw new ArgumentException(
                $"The network to start from does not fit: {difference}. "
                + "Use the options and label mapping that it was trained with.", nameof(initial));
        }
    }

    private string? Difference(Array? others, string theirs)
    {
        if (label.Values is not { } values || others is null)
            return null;
        for (int i = 0; i < values.Length; i++)
        {
            if (!Equals(values.GetValue(i), others.GetValue(i)))
                return $"class {i} is '{values.GetValue(i)}' in the training data, and '{others.GetValue(i)}' is {theirs}";
        }
        return null;
    }
}
