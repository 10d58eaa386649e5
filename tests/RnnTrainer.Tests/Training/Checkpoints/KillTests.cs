using System.Diagnostics;

namespace RnnTrainer.Tests.Training.Checkpoints;

/// <summary>A training process that is killed again and again ends as one that never was.</summary>
[TestClass]
public sealed class KillTests
{
    private const int Kills = 20, MostSteps = 25;

    [TestMethod]
    public void KilledAtRandomMomentsAndResumedItEndsBitIdentical()
    {
        using TemporaryFolder folder = new();
        Random random = new(1);
        long last = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            // It trains on while the line and the signal travel, so it dies anywhere: in a step, a validation, a checkpoint.
            long[] steps = RunAndKill(folder.FullPath, after: 1 + random.Next(MostSteps));
            Assert.IsGreaterThan(last, steps[0], "what was reported has been saved");
            last = steps[^1];
        }

        string[] lines = ChildProcess.Program("tests/TrainingVictim", "TrainingVictim", folder.FullPath).Succeeded().Lines;
        Assert.IsGreaterThan(last, StepOf(lines[0]));
        Assert.AreEqual(VictimRun.Result(VictimRun.Fit(VictimRun.Options)), lines[^1]);
        Assert.IsEmpty(Directory.GetFiles(folder.FullPath, "*.tmp"));
    }

    /// <summary>Kills the process after so many of its steps, and gives the steps whose lines were seen.</summary>
    private static long[] RunAndKill(string folder, int after)
    {
        using Process victim = ChildProcess.StartProgram("tests/TrainingVictim", "TrainingVictim", folder);
        List<long> steps = [];
        while (steps.Count < after && victim.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("step ", StringComparison.Ordinal))
                steps.Add(StepOf(line));
        }
        Assert.IsFalse(victim.HasExited, "it was killed before its end");
        victim.Kill();
        victim.WaitForExit();
        return [.. steps];
    }

    private static long StepOf(string line) => long.Parse(line.AsSpan("step ".Length), System.Globalization.CultureInfo.InvariantCulture);
}
