using System.CommandLine;

namespace RnnTrainer.Benchmarks;

/// <summary>The hidden command that <see cref="RanksCommand"/> has mpirun start twice; the first of the two writes JSON.</summary>
internal sealed class RanksRunCommand : Command
{
    public new const string Name = "ranks-run";
    public const string Quick = "--quick";

    private readonly Option<bool> quick = new(Quick);

    public RanksRunCommand() : base(Name, "Measures as one of two ranks, for the command 'ranks'.")
    {
        Hidden = true;
        Add(quick);
        SetAction(parsed =>
        {
            if (RankedWork.Measure(parsed.GetValue(quick)) is { } run)
                Console.WriteLine(run.ToJson());
        });
    }
}
