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
        string[] names = SlotNames.Of(scores) ?? [];
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
        float[] first = levels[..(QuantileLevels.FirstWrong(levels) ?? levels.Length)];
        bool repeat = first.Length > 0 && levels.Length % first.Length == 0
            && levels.Select((level, slot) => level == first[slot % first.Length]).All(isSame => isSame);
        return repeat ? first : null;
    }
}
