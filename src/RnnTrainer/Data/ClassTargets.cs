using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>Classes, counted from 0: of a key its number less one, of a Boolean 0 or 1.</summary>
/// <param name="areOfSteps">Whether each step has a class.</param>
internal sealed class ClassTargets(bool areOfSteps = false) : Targets<int>(areOfSteps, size: 1)
{
    /// <summary>The classes of a Boolean.</summary>
    public const int No = 0, Yes = 1;

    private string missing = "key 0";

    public override string Missing => missing;

    /// <summary>The class of a target.</summary>
    public int this[int target] => ValuesOf(target)[0];

    protected override RowReader<int> Reader(DataViewRow cursor, DataViewSchema.Column label)
    {
        DataViewType item = label.Type is VectorDataViewType vector ? vector.ItemType : label.Type;
        missing = item is KeyDataViewType ? "key 0" : "NaN";
        return item is KeyDataViewType ? ColumnReader.Of<uint, int>(cursor, label, key => (int)key - 1)
            : item is BooleanDataViewType ? ColumnReader.Of<bool, int>(cursor, label, isYes => isYes ? Yes : No)
            : ColumnReader.Of<float, int>(cursor, label, answer => answer switch
            {
                0 => No,
                1 => Yes,
                float.NaN => None,
                _ => throw new RnnRowException(cursor.Position + 1, label.Name, FormattableString.Invariant(
                    $"label column '{label.Name}' holds {answer}. Use 0, 1, or NaN for a step without a label.")),
            });
    }

    protected override bool IsMissing(int value) => value == None;
}
