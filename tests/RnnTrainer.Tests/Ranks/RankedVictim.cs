using RnnTrainer.Tests.Training.Checkpoints;

namespace RnnTrainer.Tests.Ranks;

/// <summary>The run that tests interrupt on several ranks.</summary>
internal static class RankedVictim
{
    /// <summary>54 rows left to train on, 27 in a batch, which is of two parts.</summary>
    public static RnnOptions Options { get; } = VictimRun.Options with
    {
        BatchSize = 27,
        Epochs = 100,
        EarlyStopping = new() { Patience = 100 }
    };
}
