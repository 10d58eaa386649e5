using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>The class of each row, counted from 0: of a key its number less one, of a Boolean 0 or 1.</summary>
internal sealed class ClassTargets : Targets
{
    /// <summary>The classes of a Boolean.</summary>
    public const int No = 0, Yes = 1;

    private readonly List<int> classes = [];

    public override int Count => classes.Count;

    public override string Missing => "key 0";

    /// <summary>The class of a row.</summary>
    public int this[int row] => classes[row];

    /// <summary>Adds the class of the next row.</summary>
    public void Add(int ofRow) => classes.Add(ofRow);

    public override Func<bool> ReadFrom(DataViewRow cursor, DataViewSchema.Column label) =>
        label.Type is BooleanDataViewType ? Booleans(cursor, label) : Keys(cursor, label);

    public override void AppendTo(XxHash3 hash, int row) =>
        hash.Append(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(classes).Slice(row, 1)));

    private Func<bool> Booleans(DataViewRow cursor, DataViewSchema.Column label)
    {
        ValueGetter<bool> read = cursor.GetGetter<bool>(label);
        bool isYes = false;
        return () =>
        {
            read(ref isYes);
            classes.Add(isYes ? Yes : No);
            return true;
        };
    }

    private Func<bool> Keys(DataViewRow cursor, DataViewSchema.Column label)
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
}
