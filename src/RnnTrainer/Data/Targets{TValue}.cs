using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>Targets that are values of one type, as many for each.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <param name="areOfSteps">Whether each step has a target.</param>
/// <param name="size">Values of a target.</param>
internal abstract class Targets<TValue>(bool areOfSteps, int size) : LabelTargets(areOfSteps) where TValue : struct
{
    private readonly List<TValue> values = [];

    /// <summary>Values of a target.</summary>
    public int Size => size;

    protected override int Count => values.Count / size;

    /// <summary>Adds the targets of the next row: one, or one for each step, where some may be missing.</summary>
    public void Add(params ReadOnlySpan<TValue> ofRow)
    {
        values.AddRange(ofRow);
        EndRow();
    }

    /// <summary>Whether any of the values is there.</summary>
    public bool HasAny(ReadOnlySpan<TValue> some)
    {
        foreach (TValue value in some)
        {
            if (!IsMissing(value))
                return true;
        }
        return false;
    }

    public sealed override LabelReader ReadFrom(DataViewRow cursor, DataViewSchema.Column label) =>
        new LabelReader<TValue>(this, cursor, label, Reader(cursor, label));

    public sealed override void AppendTo(XxHash3 hash, int row)
    {
        (int first, int count) = NumbersOf(row);
        hash.Append(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values).Slice(first * size, count * size)));
    }

    /// <summary>The values of a target, [<see cref="Size"/>].</summary>
    protected ReadOnlySpan<TValue> ValuesOf(int target) => CollectionsMarshal.AsSpan(values).Slice(target * size, size);

    /// <summary>Reads the values of a label column, row by row.</summary>
    protected abstract RowReader<TValue> Reader(DataViewRow cursor, DataViewSchema.Column label);

    protected abstract bool IsMissing(TValue value);

    protected sealed override bool IsKnown(int target) => HasAny(ValuesOf(target));
}
