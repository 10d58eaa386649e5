// TrainingVictim FOLDER [SPILL]
//
// Trains on the toy sequences with checkpoints in FOLDER, after every step and every epoch, and resumes from there when it is
// started again. With SPILL, rows are kept in a file in that folder. Prints a line after each step, and at the end the bits of what was
// learnt and the history.

using RnnTrainer;
using RnnTrainer.Tests.Training.Checkpoints;

RnnTransformer model = VictimRun.Fit(VictimRun.Options with
{
    Checkpoints = new RnnCheckpoints { Folder = args[0], EveryMinutes = 1e-9 },
    ResumeFrom = args[0],
    Spill = args.Length > 1 ? new RnnSpill { Folder = args[1] } : null,
    ProgressSteps = 1,
    Progress = report => Console.WriteLine($"step {report.Step}"),
});
Console.WriteLine(VictimRun.Result(model));
