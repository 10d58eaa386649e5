using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>The hidden command that <see cref="LevelsCommand"/> starts: measures once, in this process, and writes JSON.</summary>
internal sealed class LevelRunCommand : Command
{
    public new const string Name = "level-run";
    public const string Quick = "--quick";

    private readonly Option<bool> quick = new(Quick);

    public LevelRunCommand() : base(Name, "Measures training steps once, for the command 'levels'.")
    {
        Hidden = true;
        Add(quick);
        SetAction(parsed => Console.WriteLine(Measure(parsed.GetValue(quick)).ToJson()));
    }

    private static LevelRun Measure(bool quick)
    {
        Contest.Run("FMA warm-up", FmaPeak.Peers, 1);
        Timing peak = PeakTables.Best(Contest.Run("FMA peak", FmaPeak.Peers, 1), ThreadCounts.Most);

        MLContext ml = new(1);
        using TrainingPeers peers = new(ml, Digits.Train(ml));
        Dictionary<string, double[]> seconds = [];
        foreach (TrainingShape shape in TrainingShape.Some)
        {
            Contest.Run("Warm-up", peers.Ours(shape.Short.Job), 1);
            IReadOnlyList<Timing> timings = Contest.Run(shape.Job.Shape, peers.Ours((quick ? shape.Short : shape).Job), 1);
            seconds.Add(shape.Job.Shape, [.. timings.Select(timing => timing.PerUnit.Median)]);
        }
        return new(Machine.VectorBits, peak.Rate.Median, seconds);
    }
}
