using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Explanations;

/// <summary>All sequences of a view, in memory.</summary>
internal sealed class SequenceTable
{
    private static readonly Dictionary<Type, Func<SequenceTable, PermutedPart, RowDonors, Func<int>, Delegate>> Getters = new()
    {
        [typeof(float)] = Getter<float>,
        [typeof(sbyte)] = Getter<sbyte>,
        [typeof(byte)] = Getter<byte>,
        [typeof(short)] = Getter<short>,
        [typeof(ushort)] = Getter<ushort>,
        [typeof(int)] = Getter<int>,
        [typeof(uint)] = Getter<uint>,
        [typeof(long)] = Getter<long>,
        [typeof(ulong)] = Getter<ulong>,
    };

    private readonly SequenceColumns columns;
    private readonly float[][] sequences;

    /// <param name="data">The rows.</param>
    /// <param name="columns">The columns of sequences.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RnnRowException">A row cannot be read as a sequence.</exception>
    public SequenceTable(IDataView data, SequenceColumns columns, CancellationToken cancellation)
    {
        this.columns = columns;
        List<float[]> rows = [];
        using (DataViewRowCursor cursor = data.GetRowCursor(columns.All))
        {
            SequenceGetter sequence = new(cursor, columns);
            while (cursor.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                rows.Add(sequence.Read().ToArray());
            }
        }
        sequences = [.. rows];
        Lengths = [.. rows.Select(row => row.Length / columns.InputSize)];
    }

    /// <summary>Steps of each row's sequence.</summary>
    public int[] Lengths { get; }

    /// <summary>The column of the vectors.</summary>
    public DataViewSchema.Column Features => columns.Features;

    /// <summary>A getter of the rows' vectors, of the column's type, with a part of them permuted.</summary>
    /// <param name="part">What is permuted.</param>
    /// <param name="donors">Where its values come from.</param>
    /// <param name="row">The number of the row that the reader stands on, from 0.</param>
    public Delegate Permuted(PermutedPart part, RowDonors donors, Func<int> row) =>
        Getters[columns.FeatureType.ItemType.RawType](this, part, donors, row);

    private static Delegate Getter<T>(SequenceTable table, PermutedPart part, RowDonors donors, Func<int> row)
        where T : INumberBase<T> =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => table.Get(part, donors, row(), ref value));

    // Where a column has the lengths, vectors keep their size.
    private void Get<T>(PermutedPart part, RowDonors donors, int row, ref VBuffer<T> value) where T : INumberBase<T>
    {
        int size = columns.Length is null ? sequences[row].Length : columns.FeatureType.Size;
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, size);
        editor.Values.Clear();
        Copy(sequences[row], editor.Values);
        foreach ((int donor, int first, int end) in donors.Of(row, part.FirstStep, part.EndStep))
        {
            for (int step = first; step < end; step++)
            {
                int place = step * columns.InputSize + part.FirstInput;
                Copy(sequences[donor].AsSpan(place, part.EndInput - part.FirstInput), editor.Values[place..]);
            }
        }
        value = editor.Commit();
    }

    // Whole numbers that are tokens fit a Single.
    private static void Copy<T>(ReadOnlySpan<float> from, Span<T> to) where T : INumberBase<T>
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = T.CreateTruncating(from[i]);
    }
}
