using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>The columns of one schema that training reads.</summary>
internal sealed record TrainingColumns
{
    public required SequenceColumns Sequence { get; init; }

    /// <summary>The label column, of whatever type the task reads.</summary>
    public required DataViewSchema.Column Label { get; init; }

    /// <summary>The column of the rows' weights; null: each counts 1.</summary>
    public required DataViewSchema.Column? Weight { get; init; }

    /// <summary>The columns of the places of sequences that are windows over long series; null: they are not.</summary>
    public required WindowPlaceColumns? Windows { get; init; }

    /// <summary>What is made of values that are NaN.</summary>
    public required RnnMissingValues MissingValues { get; init; }

    /// <summary>What a cursor must read.</summary>
    public IEnumerable<DataViewSchema.Column> All =>
        [.. Sequence.All, Label, .. Weight is { } weight ? [weight] : Array.Empty<DataViewSchema.Column>(), .. Windows?.All ?? []];

    /// <exception cref="RnnColumnException">A column is missing, or its type does not fit.</exception>
    public static TrainingColumns Bind(DataViewSchema schema, RnnOptions options)
    {
        EmbeddingSpec? embedding = TokenTable.Of(ColumnCheck.Find(schema, "Feature", options.FeatureColumnName), options);
        ColumnCheck.Features(schema, options.FeatureColumnName, embedding, out VectorDataViewType features);
        int inputSize = SequenceSizes.InputSize(features, embedding is null || options.TimeSteps is not null ? options
            : options with { InputSize = options.InputSize ?? 1 });
        if (embedding is not null && inputSize != 1)
        {
            throw new RnnColumnException(options.FeatureColumnName, $"{features}", $"Feature column '{options.FeatureColumnName}' is "
                + $"{features}, {inputSize} tokens per step, but an embedding reads one. Use flat vectors, and leave InputSize null.");
        }
        SequenceColumns sequence =
            SequenceColumns.Bind(schema, options.FeatureColumnName, options.LengthColumnName, inputSize, embedding);
        return new TrainingColumns
        {
            Sequence = sequence,
            Windows = WindowPlaceColumns.Bind(schema, sequence),
            Label = ColumnCheck.Find(schema, "Label", options.LabelColumnName),
            Weight = options.ExampleWeightColumnName is { } weight ? ColumnCheck.Weight(schema, weight) : null,
            MissingValues = options.MissingValues,
        };
    }
}
