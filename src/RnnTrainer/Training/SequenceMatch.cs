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
/// <param name="tokens">What the keys of the training data's features stand for; null: unknown, or they are not keys.</param>
internal sealed class SequenceMatch(NetworkSpec network, int[] featureDimensions, LabelSpec label, Array? tokens)
{
    /// <summary>The columns of validation data, whose rows all count alike.</summary>
    /// <exception cref="ArgumentException">A column is missing, or does not fit the training data's.</exception>
    public TrainingColumns BindValidation(DataViewSchema schema, RnnOptions options, LabelTask task)
    {
        EmbeddingSpec? embedding = network.Input.Embedding;
        DataViewSchema.Column column = ColumnCheck.Features(
            schema, options.FeatureColumnName, embedding, out VectorDataViewType features);
        if (embedding is not null)
            TokenColumn.CheckFits(column, embedding, tokens);
        int? timeSteps = network.Input.HasEqualLengths ? network.Input.TimeSteps : null;
        SequenceLayout.CheckFits(options.FeatureColumnName, features, featureDimensions, timeSteps, network.Input.Size);
        TrainingColumns columns = TrainingColumns.Bind(
            schema, options with { TimeSteps = null, InputSize = network.Input.Size, ExampleWeightColumnName = null });
        LabelSpec validated = task.Read(columns.Label);
        string? difference = validated.Head != label.Head
            ? $"{label.Head} in training but {validated.Head} in validation"
            : Difference(label.Values, validated.Values, "class", 0, "validated");
        if (difference is not null)
        {
            throw new ArgumentException(
                $"The labels of the validation data (column '{options.LabelColumnName}') differ from those of the training data: "
                + $"{difference}. Fit the label transforms on the training data, and apply them to both.", "validation");
        }
        return columns;
    }

    /// <exception cref="ArgumentException">The network has other sizes or label values.</exception>
    public void CheckInitial(RnnModel initial)
    {
        string? difference = network.Difference(initial.Network) is var (ours, theirs)
            ? $"it has {theirs}, but the options and data specify {ours}"
            : Difference(label.Values, initial.LabelValueArray, "class", 0, "known to it")
                ?? Difference(tokens, initial.TokenValueArray, "token", 1, "known to it");
        if (difference is not null)
        {
            throw new ArgumentException(
                $"The network to start from does not fit: {difference}. "
                + "Use the options and label mapping it was trained with.", nameof(initial));
        }
    }

    private static string? Difference(Array? values, Array? others, string what, int first, string theirs)
    {
        if (values is null || others is null)
            return null;
        for (int i = 0; i < values.Length; i++)
        {
            if (!Equals(values.GetValue(i), others.GetValue(i)))
                return $"{what} {first + i} is '{values.GetValue(i)}' in the training data, but '{others.GetValue(i)}' is {theirs}";
        }
        return null;
    }
}
