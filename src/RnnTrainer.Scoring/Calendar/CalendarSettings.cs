using RnnTrainer.Values;

namespace RnnTrainer.Calendar;

/// <summary>The column of dates, the output column, and its contents.</summary>
internal sealed record CalendarSettings
{
    /// <exception cref="ArgumentException">A name is empty, or there are no parts, one that does not exist, or one twice.</exception>
    public CalendarSettings(string outputColumnName, string inputColumnName, IReadOnlyList<CalendarPart> parts)
    {
        OutputColumnName = SettingCheck.NotEmpty(outputColumnName, nameof(outputColumnName));
        InputColumnName = SettingCheck.NotEmpty(inputColumnName, nameof(inputColumnName));
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new ArgumentException("parts is empty. Pass at least one, such as CalendarPart.HourOfDay.", nameof(parts));
        foreach (CalendarPart part in parts)
            SettingCheck.Defined(part, nameof(parts));
        if (parts.GroupBy(part => part).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"{twice.Key} is given {twice.Count()} times. Pass each part once.", nameof(parts));
        Parts = new ValueList<CalendarPart>(parts);
    }

    public string OutputColumnName { get; }

    public string InputColumnName { get; }

    public ValueList<CalendarPart> Parts { get; }

    /// <summary>Numbers of a row: the sine and the cosine of each part.</summary>
    public int Size => 2 * Parts.Count;

    /// <summary>Their names: HourOfDay.Sine, HourOfDay.Cosine, ...</summary>
    public IEnumerable<string> SlotNames => Parts.SelectMany(part => (string[])[$"{part}.Sine", $"{part}.Cosine"]);
}
