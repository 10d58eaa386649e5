// TrainingVictim FOLDER
//
// Trains on the toy sequences with checkpoints in FOLDER, after every step and every epoch, and resumes from there when it is
// started again. Prints a line after each step, and at the end the bits of what was learnt and the history.

using RnnTrainer;
using RnnTrainer.Tests.Training;

RnnTransformer model = VictimRun.Fit(VictimRun.Options with
{
    Checkpoints = new RnnCheckpoints { Folder = args[0], EveryMinutes = 1e-9 },
    ResumeFrom = args[0],
    ProgressSteps = 1,
    Progress = new StepLines(),
});
Console.WriteLine(VictimRun.Result(model));

/// <summary>Prints a line for each report, at once.</summary>
internal sealed class StepLines : IProgress<RnnProgress>
{
    public void Report(RnnProgress value) => Console.WriteLine($"step {value.Step}");
}
