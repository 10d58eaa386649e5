using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A sequence as a row of ML.NET's, of which each form and task has its own members.</summary>
internal sealed class SequenceRow
{
    /// <summary>The column of the label, whatever its type.</summary>
    public const string LabelColumn = "Label";

    /// <summary>Steps of inputs; the network's feature column.</summary>
    public float[] Features { get; set; } = [];

    /// <summary>Words, of which the pipeline makes the network's feature column.</summary>
    public string[] Words { get; set; } = [];

    /// <summary>The class.</summary>
    public string Class { get; set; } = "";

    /// <summary>Yes or no.</summary>
    public bool IsPositive { get; set; }

    /// <summary>How much.</summary>
    public float Number { get; set; }

    /// <summary>The class of each step.</summary>
    public string[] Tags { get; set; } = [];

    /// <summary>Sequences as rows.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="inputSize">Inputs at each step; 0 where steps are words.</param>
    /// <param name="sequences">The sequences.</param>
    /// <param name="label">The member that is the label, and what sets it; null where there is none.</param>
    public static IDataView View(
        MLContext ml, int inputSize, IEnumerable<ReadSequence> sequences, (string Member, Action<SequenceRow, ReadSequence> Set)? label)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(SequenceRow));
        string features = inputSize == 0 ? nameof(Words) : nameof(Features);
        definition.RemoveAll(column => column.MemberName != features && column.MemberName != label?.Member);
        if (inputSize > 0)
            definition[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 0, inputSize);
        if (label is { } chosen)
            definition.Single(column => column.MemberName == chosen.Member).ColumnName = LabelColumn;
        return ml.Data.LoadFromEnumerable<SequenceRow>([.. sequences.Select(Row)], definition);

        SequenceRow Row(ReadSequence sequence)
        {
            SequenceRow row = new() { Features = [.. sequence.Values], Words = [.. sequence.Words] };
            label?.Set(row, sequence);
            return row;
        }
    }
}
