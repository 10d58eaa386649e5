using System.Globalization;

namespace RnnTrainer.Values;

/// <summary>Levels of quantiles: each above 0, below 1 and above the one before it.</summary>
internal static class QuantileLevels
{
    /// <summary>What stands before the level in a slot's name, as ML.NET's own trainer of quantiles has it.</summary>
    public const string SlotPrefix = "Quantile-";

    /// <summary>Whether there are any, and all are such.</summary>
    public static bool Are(IReadOnlyList<float> levels) => levels.Count > 0 && FirstWrong(levels) is null;

    /// <summary>Index of the first that is not such; null: all are.</summary>
    public static int? FirstWrong(IReadOnlyList<float> levels)
    {
        for (int i = 0; i < levels.Count; i++)
        {
            if (!(levels[i] > (i == 0 ? 0 : levels[i - 1]) && levels[i] < 1))
                return i;
        }
        return null;
    }

    /// <summary>The slots' names: "Quantile-0.1" and so on.</summary>
    public static string[] SlotNames(IReadOnlyList<float> levels) =>
        [.. levels.Select(level => SlotPrefix + level.ToString(CultureInfo.InvariantCulture))];
}
