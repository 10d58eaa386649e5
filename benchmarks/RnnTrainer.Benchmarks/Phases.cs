using System.Text.RegularExpressions;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Where the time of a console run goes, as the run says in a line of its output; seconds.</summary>
internal sealed partial record Phases(double Total, double Read, double Train, double Evaluate, double Save)
{
    /// <summary>The line, as the sample console writes it.</summary>
    public string Line => Invariant($"Time: {Total:0.00} s (read {Read:0.00}, train {Train:0.00}, evaluate {Evaluate:0.00}, save and ")
        + Invariant($"load {Save:0.00})");

    /// <exception cref="FormatException">The output has no such line.</exception>
    public static Phases Parse(string output)
    {
        Match line = Pattern().Match(output);
        return line.Success
            ? new(Number(1), Number(2), Number(3), Number(4), Number(5))
            : throw new FormatException($"No line like 'Time: 1.0 s (read 0.1, train 0.5, evaluate 0.3, save and load 0.1)' in: {output}");

        double Number(int group) => double.Parse(line.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Time: ([\d.]+) s \(read ([\d.]+), train ([\d.]+), evaluate ([\d.]+), save and load ([\d.]+)\)")]
    private static partial Regex Pattern();
}
