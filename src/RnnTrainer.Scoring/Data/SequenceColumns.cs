using Microsoft.ML;
using Microsoft.ML.Data;

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

    /// <summary>Steps that the vector has room for; null where its size is unknown.</summary>
    public required int? MaxTimeSteps { get; init; }

    /// <summary>Steps of every sequence; null where they differ from row to row.</summary>
    public int? TimeSteps => Length is null ? MaxTimeSteps : null;

    /// <summary>What a cursor must read.</summary>
    public IEnumerable<DataViewSchema.Column> All => Length is { } length ? [Features, length] : [Features];

    /// <param name="schema">Where the columns are.</param>
    /// <param name="featureColumn">Name of the column of vectors.</param>
    /// <param name="lengthColumn">Name of the column of lengths; null: there is none.</param>
    /// <param name="timeSteps">Steps of a vector of known size; null: as its dimensions and <paramref name="inputSize"/> say.</param>
    /// <param name="inputSize">Inputs at each step; null: as the dimensions and <paramref name="timeSteps"/> say.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or cannot be read so.</exception>
    public static SequenceColumns Bind(DataViewSchema schema, string featureColumn, string? lengthColumn, int? timeSteps, int? inputSize)
    {
        DataViewSchema.Column features = ColumnCheck.Features(schema, featureColumn, out VectorDataViewType type);
        int? maxTimeSteps = null;
        int inputs;
        if (type.IsKnownSize)
            (maxTimeSteps, inputs) = SequenceLayout.Resolve(featureColumn, type, timeSteps, inputSize);
        else
            inputs = SequenceLayout.ResolveUnknownSize(featureColumn, type, timeSteps, inputSize, lengthColumn);
        return new SequenceColumns
        {
            Features = features,
            FeatureType = type,
            Length = lengthColumn is null ? null : ColumnCheck.Length(schema, lengthColumn),
            InputSize = inputs,
            MaxTimeSteps = maxTimeSteps,
        };
    }
}
