using System.Globalization;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>One finished run of the accuracy ladder.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Validation">Accuracy on the rows held out.</param>
/// <param name="Test">Accuracy on the test digits.</param>
/// <param name="Seconds">Wall time of <c>Fit</c>.</param>
/// <param name="Parameters">Numbers learnt.</param>
/// <param name="Machine">Processor and cores, without commas.</param>
/// <param name="Date">When.</param>
/// <param name="Settings">The recipe as it was.</param>
internal sealed record LadderRun(
    string Recipe, int Seed, double Validation, double Test, double Seconds, int Parameters, string Machine, string Date, string Settings)
{
    /// <summary>Titles of the columns of a file of runs.</summary>
    public const string Header = "recipe,seed,validation accuracy,test accuracy,seconds,parameters,machine,date,settings";

    private static readonly int Columns = Header.Split(',').Length;

    /// <summary>The run as a line of a file of runs.</summary>
    public string Line => Invariant(
        $"{Recipe},{Seed},{Validation:0.0000},{Test:0.0000},{Seconds:0.0},{Parameters},{Machine},{Date},{Settings}");

    /// <param name="line">As <see cref="Line"/> makes it.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    public static LadderRun Parse(string line)
    {
        string[] cells = line.Split(',');
        return cells.Length == Columns
            ? new(cells[0], (int)Number(1), Number(2), Number(3), Number(4), (int)Number(5), cells[6], cells[7], cells[8])
            : throw new FormatException($"A run of the ladder has {Columns} columns, '{Header}'; found: '{line}'. Remove the line.");

        double Number(int cell) => double.Parse(cells[cell], CultureInfo.InvariantCulture);
    }
}
