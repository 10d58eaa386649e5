using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>
/// The columns of one schema that hold sequences. A sequence is a vector of known size, all of it or as many steps as a length
/// column says, or a vector of unknown size, whole steps of <see cref="InputSize"/> inputs.
/// </summary>
internal sealed record SequenceColumns
{
    /// <summary>The column of vectors.</summary>
    public required DataViewSchema.Column Features { get; init; }

    public required VectorDataViewType FeatureType { get; init; }

    /// <summary>The column that says how many steps of the vector are valid; null: all are.</summary>
    public required DataViewSchema.Column? Length { get; init; }

    /// <summary>Inputs at each step.</summary>
    public required int InputSize { get; init; }

    /// <summary>The table through which the vectors are read as tokens; null: they hold numbers.</summary>
    public EmbeddingSpec? Embedding { get; private init; }

    /// <summary>Steps that the vector has room for; null where its size is unknown.</summary>
    public required int? MaxTimeSteps { get; init; }

    /// <summary>Steps that every vector of unknown size must have; null: any number.</summary>
    public int? PromisedTimeSteps =>
        FeatureType.IsKnownSize ? null : FeatureDimensions.TimeSteps(FeatureType.Dimensions.AsSpan(), InputSize);

    /// <summary>Steps of every sequence; null where they differ from row to row.</summary>
    public int? TimeSteps => Length is null ? MaxTimeSteps : null;

    /// <summary>What a cursor must read.</summary>
    public IEnumerable<DataViewSchema.Column> All => Length is { } length ? [Features, length] : [Features];

    /// <param name="schema">Where the columns are.</param>
    /// <param name="featureColumn">Name of the column of vectors, whole steps of the inputs.</param>
    /// <param name="lengthColumn">Name of the column of lengths; null: there is none.</param>
    /// <param name="inputSize">Inputs at each step.</param>
    /// <param name="embedding">The table through which the vectors are read as tokens; null: they hold numbers.</param>
    /// <exception cref="RnnColumnException">A column is missing, or of another type.</exception>
    public static SequenceColumns Bind(DataViewSchema schema, string featureColumn, string? lengthColumn, int inputSize,
        EmbeddingSpec? embedding = null)
    {
        DataViewSchema.Column features = ColumnCheck.Features(schema, featureColumn, embedding, out VectorDataViewType type);
        return new SequenceColumns
        {
            Features = features,
            FeatureType = type,
            Length = lengthColumn is null ? null : ColumnCheck.Length(schema, lengthColumn),
            InputSize = inputSize,
            Embedding = embedding,
            MaxTimeSteps = type.IsKnownSize ? type.Size / inputSize : null,
        };
    }
}
