using System.CommandLine;

namespace RnnTrainer.Benchmarks;

/// <summary>The hidden command that <see cref="GrowthCommand"/> starts: fits once, in this process, and writes JSON.</summary>
internal sealed class GrowthRunCommand : Command
{
    public new const string Name = "growth-run";

    private readonly Argument<string> growth = new("case");
    private readonly Argument<int> rows = new("rows");

    public GrowthRunCommand() : base(Name, "Fits once, for the command 'growth'.")
    {
        Hidden = true;
        Add(growth);
        Add(rows);
        SetAction(parsed => Console.WriteLine(GrowthRun.Measure(
            GrowthCase.All.First(one => one.Name == parsed.GetValue(growth)), parsed.GetValue(rows)).ToJson()));
    }
}
