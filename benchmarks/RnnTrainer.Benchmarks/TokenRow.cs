using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Benchmarks;

/// <summary>A labelled sequence of tokens in memory, as ML.NET reads it.</summary>
internal sealed class TokenRow
{
    /// <summary>The tokens, whole numbers from 0.</summary>
    public int[] Features { get; set; } = [];

    /// <summary>The class, from 0: ML.NET makes a key of it, which is one more.</summary>
    public uint Label { get; set; }

    /// <summary>A view of such rows, which makes them anew at each pass unless they are a list.</summary>
    /// <param name="ml">ML.NET's context.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="classCount">Values of the key.</param>
    public static IDataView View(MLContext ml, IEnumerable<TokenRow> rows, int classCount)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(TokenRow));
        schema[nameof(Label)].ColumnType = new KeyDataViewType(typeof(uint), classCount);
        return ml.Data.LoadFromEnumerable(rows, schema);
    }
}
