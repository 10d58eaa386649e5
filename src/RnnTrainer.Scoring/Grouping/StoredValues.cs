using Microsoft.ML;

namespace RnnTrainer.Grouping;

/// <summary>Single values. Text is copied: what a reader gives may be a part of a line or a block of its file.</summary>
internal sealed class StoredValues<T>(DataViewRow source, DataViewSchema.Column column)
{
    private readonly ValueGetter<T> read = source.GetGetter<T>(source.Schema[column.Index]);
    private readonly RowChunks<T> values = new(width: 1);
    private readonly TextPool texts = new();

    public T this[int row] => values[row][0];

    public void Add()
    {
        ref T value = ref values.Add()[0];
        read(ref value);
        if (value is ReadOnlyMemory<char> text)
            value = (T)(object)texts.Keep(text.Span).AsMemory();
    }

    public void Clear()
    {
        values.Clear();
        texts.Clear();
    }
}
