using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Evaluation;

/// <summary>Levels of quantiles, given or named by the slots of a score column.</summary>
internal static class QuantileLevels
{
    /// <summary>What stands before the level in a slot's name.</summary>
    public const string SlotPrefix = "Quantile-";

    /// <summary>Whether there is a level, each lies between 0 and 1, and they ascend.</summary>
    public static bool Are(IReadOnlyList<float> levels) =>
        levels.Count > 0 && levels[0] > 0 && levels[^1] < 1 && levels.Zip(levels.Skip(1)).All(pair => pair.First < pair.Second);

    /// <summary>The levels that a column's slots name; <see langword="null"/>: they name none.</summary>
    public static float[]? Of(DataViewSchema.Column scores)
    {
        string[] names = SlotNames.Of(scores) ?? [];
        float[] levels = new float[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            if (!names[i].StartsWith(SlotPrefix, StringComparison.Ordinal)
                || !float.TryParse(names[i].AsSpan(SlotPrefix.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out levels[i]))
            {
                return null;
            }
        }
        return Are(levels) ? levels : null;
    }
}
