using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnTrainer.Tests.Samples;

/// <summary>
/// What a terminal of some width shows of a program's output: characters, ends of lines, and the control sequences (ECMA-48) that move
/// the cursor up, down and to a column, and clear.
/// </summary>
internal sealed partial class TerminalScreen
{
    private readonly List<StringBuilder> lines = [new()];
    private readonly int width;
    private int row, column;

    private TerminalScreen(int width) => this.width = width;

    /// <summary>The lines, without blanks at their ends.</summary>
    public IReadOnlyList<string> Lines => [.. lines.Select(line => line.ToString().TrimEnd())];

    /// <summary>Lines that were longer than the terminal is wide, which it broke anywhere.</summary>
    public int Broken { get; private set; }

    /// <summary>Runs the sample console in a terminal.</summary>
    public static TerminalScreen Run(int width, params string[] arguments)
    {
        string program = string.Join(' ', arguments.Prepend(ChildProcess.PathOf("src/Samples", "rnn-samples")).Select(word => $"'{word}'"));
        string[] command = ["-qec", $"stty cols {width} rows 50 && exec dotnet {program}", "/dev/null"];
        ChildProcess child = ChildProcess.Run("script", Repository.Root, command, ("TERM", "xterm-256color"), ("NO_COLOR", "1"));
        TerminalScreen screen = new(width);
        screen.Write(child.Succeeded().Output);
        return screen;
    }

    private void Write(string output)
    {
        foreach (Match part in Parts().Matches(output))
        {
            if (part.Groups["final"] is { Success: true, Value: [char final] })
                Control(final, part.Groups["number"].Value);
            else if (part.Value is [char character] && character != '\u001b')
                Put(character);
        }
    }

    private void Put(char character)
    {
        if (character is '\r')
        {
            column = 0;
            return;
        }
        if (character is '\n')
        {
            Down(1);
            return;
        }
        if (column == width)
        {
            Broken++;
            column = 0;
            Down(1);
        }
        StringBuilder line = lines[row];
        line.Append(' ', Math.Max(0, column + 1 - line.Length));
        line[column++] = character;
    }

    private void Control(char final, string number)
    {
        int count = number is "" ? 1 : int.Parse(number, CultureInfo.InvariantCulture);
        if (final is 'A')
            row = Math.Max(0, row - count);
        else if (final is 'B')
            Down(count);
        else if (final is 'G')
            column = count - 1;
        else if (final is 'K' && number is "2")
            lines[row].Clear();
        else if (final is 'K' or 'J')
            lines[row].Length = Math.Min(lines[row].Length, column);
        if (final is 'J')
            lines.RemoveRange(row + 1, lines.Count - row - 1);
        Assert.Contains(final, "ABGKJmlh", "a control sequence that this screen does not know");
    }

    private void Down(int count)
    {
        row += count;
        while (lines.Count <= row)
            lines.Add(new());
    }

    [GeneratedRegex(@"\x1b\[\??(?<number>\d*)[\d;]*(?<final>[A-Za-z])|\x1b[=>]|[\s\S]")]
    private static partial Regex Parts();
}
