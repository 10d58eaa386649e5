using System.Globalization;
using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Values;

namespace RnnTrainer.Evaluation;

/// <summary>Levels of quantiles, named by the slots of a score column.</summary>
internal static class NamedLevels
{
    /// <summary>
    /// The levels that a column's slots name, which repeat where there are several numbers; <see langword="null"/>: they name none.
    /// </summary>
    public static float[]? Of(DataViewSchema.Column scores)
    {
        if (Read(SlotNames.Of(scores) ?? []) is not { } levels)
            return null;
        float[] first = levels[..(QuantileLevels.FirstWrong(levels) ?? levels.Length)];
        bool repeat = first.Length > 0 && levels.Length % first.Length == 0
            && levels.Select((level, slot) => level == first[slot % first.Length]).All(isSame => isSame);
        return repeat ? first : null;
    }

    /// <summary>The levels that slots of these names have; <see langword="null"/>: one names none, or they do not ascend.</summary>
    public static float[]? Of(string[] names) => Read(names) is { } levels && QuantileLevels.Are(levels) ? levels : null;

    private static float[]? Read(string[] names)
    {
        float[] levels = new float[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            if (!names[i].StartsWith(QuantileLevels.SlotPrefix, StringComparison.Ordinal)
                || !float.TryParse(names[i].AsSpan(QuantileLevels.SlotPrefix.Length), NumberStyles.Float, CultureInfo.InvariantCulture,
                    out levels[i]))
            {
                return null;
            }
        }
        return levels;
    }
}
