using System.IO.Hashing;

namespace RnnTrainer.Ts;

/// <summary>Where the rows of a .ts file stand, checked for their form: channels, and values in each.</summary>
/// <param name="header">What the header says of them.</param>
internal sealed class TsIndex(TsHeader header)
{
    private readonly List<TsRow> rows = [];
    private int? channels = header.Channels, steps = header.Steps;

    public IReadOnlyList<TsRow> Rows => rows;

    /// <summary>Channels of each row.</summary>
    public int Channels => channels ?? 0;

    /// <summary>Steps of the first row.</summary>
    public int Steps => steps ?? 0;

    /// <summary>Whether all rows have as many steps.</summary>
    public bool IsEqualLength { get; private set; } = true;

    /// <summary>Bytes of the longest row.</summary>
    public int LongestRow { get; private set; }

    /// <summary>Adds the row on the current line.</summary>
    /// <exception cref="InvalidDataException">It has not the form that the header and the rows before it say.</exception>
    public void Add(TsLines lines)
    {
        ReadOnlySpan<byte> line = lines.Current;
        if (line[0] == '(')
            throw TsHeader.TimeStamps(lines.Place(), "a time stamp");
        CheckChannels(lines);
        CheckSteps(lines);
        rows.Add(new TsRow(lines.Offset, line.Length, lines.Number, XxHash3.HashToUInt64(line)));
        LongestRow = Math.Max(LongestRow, line.Length);
    }

    private void CheckChannels(TsLines lines)
    {
        ReadOnlySpan<byte> line = lines.Current;
        int labels = header.Label == TsLabel.None ? 0 : 1, found = line.Count((byte)':') + 1 - labels;
        if (found == 0)
        {
            throw lines.Place(line.Length).Error("the end of the row", "a colon and the label behind the values",
                $"Add the label, or say @{(header.Label == TsLabel.Class ? "classLabel" : "targetLabel")} false.");
        }
        channels ??= found;
        if (found != channels)
        {
            throw lines.Place(line.Length).Error(Counted(found, "channel"), $"{channels}{Origin(header.Channels)}",
                header.Label == TsLabel.None && found == channels + 1
                    ? "If the last is a label, the header must say @classLabel true or @targetLabel true."
                    : "Channels are divided by colons, and values by commas.");
        }
    }

    private void CheckSteps(TsLines lines)
    {
        ReadOnlySpan<byte> line = lines.Current;
        int channel = 0, expected = header.IsEqualLength == true && steps is { } given ? given : 0, ofRow = 0;
        foreach (Range range in line.Split((byte)':'))
        {
            if (channel++ == channels)
                break;
            int found = line[range].Count((byte)',') + 1;
            if (channel == 1)
                ofRow = found;
            if (expected > 0 && found != expected)
            {
                throw lines.Place(range.GetOffsetAndLength(line.Length).Offset).Error($"{Counted(found, "value")} in channel {channel}",
                    $"{expected}{Origin(header.Steps)}", "Where lengths differ, the header must say @equalLength false.");
            }
            if (found != ofRow)
            {
                throw lines.Place(range.GetOffsetAndLength(line.Length).Offset).Error($"{Counted(found, "value")} in channel {channel}",
                    $"{ofRow}, as in channel 1",
                    header.Label == TsLabel.None && found == 1
                        ? "If this is a label, the header must say @classLabel true or @targetLabel true."
                        : "All channels of a row need as many: write ? for what is missing.");
            }
        }
        steps ??= ofRow;
        IsEqualLength &= ofRow == steps;
    }

    private string Origin(int? ofHeader) =>
        ofHeader is not null ? ", as the header says" : rows.Count > 0 ? $", as in line {rows[0].Line}" : "";

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
