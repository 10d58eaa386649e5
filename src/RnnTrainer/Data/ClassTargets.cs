using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>The class of each row, counted from 0, as a key column gives it.</summary>
internal sealed class ClassTargets : Targets
{
    private readonly List<int> classes = [];

    public override int Count => classes.Count;

    public override string Missing => "key 0";

    /// <summary>The class of a row.</summary>
    public int this[int row] => classes[row];

    /// <summary>Adds the class of the next row.</summary>
    public void Add(int ofRow) => classes.Add(ofRow);

    public override Func<bool> ReadFrom(DataViewRow cursor, DataViewSchema.Column label)
    {
        ValueGetter<uint> read = cursor.GetGetter<uint>(label);
        uint key = 0;
        return () =>
        {
            read(ref key);
            if (key == 0)
                return false;
            classes.Add((int)key - 1);
            return true;
        };
    }

    public override void AppendTo(XxHash3 hash, int row) =>
        hash.Append(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(classes).Slice(row, 1)));
}
