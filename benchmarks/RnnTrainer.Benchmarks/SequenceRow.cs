using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Benchmarks;

/// <summary>A labelled sequence in memory, as ML.NET reads it.</summary>
internal sealed class SequenceRow
{
    /// <summary>The values, step after step.</summary>
    public float[] Features { get; set; } = [];

    /// <summary>The class, from 0: ML.NET makes a key of it, which is one more.</summary>
    public uint Label { get; set; }

    /// <summary>A view of such rows, which makes them anew at each pass unless they are a list.</summary>
    /// <param name="ml">ML.NET's context.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="classCount">Values of the key.</param>
    /// <param name="dimensions">Time steps and inputs; nothing where sequences differ in length.</param>
    public static IDataView View(MLContext ml, IEnumerable<SequenceRow> rows, int classCount, params int[] dimensions)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(SequenceRow));
        schema[nameof(Features)].ColumnType = dimensions.Length == 0
            ? new VectorDataViewType(NumberDataViewType.Single) : new VectorDataViewType(NumberDataViewType.Single, dimensions);
        schema[nameof(Label)].ColumnType = new KeyDataViewType(typeof(uint), classCount);
        return ml.Data.LoadFromEnumerable(rows, schema);
    }
}
