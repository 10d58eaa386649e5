using System.CommandLine;

namespace RnnTrainer.Benchmarks;

/// <summary>The hidden command that <see cref="SpillCommand"/> starts: fits once, in this process, and writes JSON.</summary>
internal sealed class SpillRunCommand : Command
{
    public new const string Name = "spill-run";

    private readonly Argument<string> network = new("network");
    private readonly Argument<long> rows = new("rows"), trainedRows = new("trained-rows");
    private readonly Argument<int?> pool = new("pool-megabytes") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> folder = new("folder") { Arity = ArgumentArity.ZeroOrOne };

    public SpillRunCommand() : base(Name, "Fits once, for the command 'spill'.")
    {
        Hidden = true;
        Add(network);
        Add(rows);
        Add(trainedRows);
        Add(pool);
        Add(folder);
        SetAction(parsed => Console.WriteLine(SpillRun.Measure(parsed.GetValue(network)!, parsed.GetValue(rows),
            parsed.GetValue(trainedRows),
            parsed.GetValue(pool) is { } megabytes ? new RnnSpill { Folder = parsed.GetValue(folder), PoolMegabytes = megabytes }
                : null).ToJson()));
    }
}
