using RnnTrainer.Network;

namespace RnnTrainer;

// Rules that involve several properties.
public sealed partial record RnnOptions
{
    /// <summary>Checks rules that involve several properties.</summary>
    /// <exception cref="RnnOptionException">Two settings contradict each other.</exception>
    internal void Validate()
    {
        if (Epochs is not null && Steps is not null)
        {
            throw new RnnOptionException(nameof(Steps), Steps,
                $"Both {nameof(Epochs):option} ({Epochs}) and {nameof(Steps):option} ({Steps}) are set. "
                + $"Set only one, and leave the other null.");
        }
        if (MinSteps is not null && Steps is not null)
        {
            throw new RnnOptionException(nameof(MinSteps), MinSteps,
                $"{nameof(MinSteps):option} ({MinSteps}) and {nameof(Steps):option} ({Steps}) are both set. Set only one.");
        }
        if (Activation != RnnActivation.Tanh && !CellForm.Of(Cell).HasActivation)
        {
            throw new RnnOptionException(nameof(Activation), Activation,
                $"{nameof(Activation):option} {Activation} needs {nameof(Cell):option} {RnnCell.Rnn}, not {Cell}. "
                + $"Change one of them.");
        }
        if (Initialization == RnnInitialization.Identity && Cell != RnnCell.Rnn)
        {
            throw new RnnOptionException(nameof(Initialization), Initialization,
                $"{nameof(Initialization):option} {Initialization} needs {nameof(Cell):option} {RnnCell.Rnn}, not {Cell}. "
                + $"Change one of them.");
        }
        if (ReturnSequences && BlockSteps > 1)
        {
            throw new RnnOptionException(nameof(BlockSteps), BlockSteps,
                $"{nameof(BlockSteps):option} {BlockSteps} does not support {nameof(ReturnSequences):option}, which labels each step. "
                + $"Set it to 1.");
        }
        if (Distributed is not null && Engine == RnnEngine.Torch)
        {
            throw new RnnOptionException(nameof(Engine), Engine,
                $"{nameof(Engine):option} {Engine} does not support {nameof(Distributed):option}. "
                + $"Use {RnnEngine.Auto}, or remove {nameof(Distributed):option}.");
        }
        if (ShardCount > BatchSize)
        {
            throw new RnnOptionException(nameof(RnnMpi.Shards), ShardCount,
                $"{nameof(RnnMpi.Shards):option} {ShardCount} is more than {nameof(BatchSize):option} {BatchSize}, and every batch draws "
                + $"from all shards. Use fewer shards, or larger batches.");
        }
        Optimizer.Validate();
        if (Checkpoints is { EveryEpochs: null, EveryMinutes: null })
        {
            throw new RnnOptionException(nameof(Checkpoints), Checkpoints,
                $"{nameof(Checkpoints):option} sets neither {nameof(RnnCheckpoints.EveryEpochs)} nor "
                + $"{nameof(RnnCheckpoints.EveryMinutes)}. Set at least one.");
        }
    }
}
