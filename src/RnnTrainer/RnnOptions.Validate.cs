using RnnTrainer.Network;

namespace RnnTrainer;

// What no single property can see.
public sealed partial record RnnOptions
{
    /// <summary>Checks what no single property can see.</summary>
    /// <exception cref="RnnOptionException">Two settings contradict each other.</exception>
    internal void Validate()
    {
        if (Epochs is not null && Steps is not null)
        {
            throw new RnnOptionException(nameof(Steps), Steps,
                $"Both {nameof(Epochs):option} ({Epochs}) and {nameof(Steps):option} ({Steps}) are set. "
                + $"Give one, and leave the other out (null).");
        }
        if (MinSteps is not null && Steps is not null)
        {
            throw new RnnOptionException(nameof(MinSteps), MinSteps,
                $"{nameof(MinSteps):option} ({MinSteps}) is set beside {nameof(Steps):option} ({Steps}). Give one of the two.");
        }
        if (Activation != RnnActivation.Tanh && !CellForm.Of(Cell).HasActivation)
        {
            throw new RnnOptionException(nameof(Activation), Activation,
                $"{nameof(Activation):option} {Activation} needs {nameof(Cell):option} {RnnCell.Rnn}, but is beside {Cell}. "
                + $"Change one of the two.");
        }
        if (Initialization == RnnInitialization.Identity && Cell != RnnCell.Rnn)
        {
            throw new RnnOptionException(nameof(Initialization), Initialization,
                $"{nameof(Initialization):option} {Initialization} needs {nameof(Cell):option} {RnnCell.Rnn}, but is beside {Cell}. "
                + $"Change one of the two.");
        }
        if (ReturnSequences && BlockSteps > 1)
        {
            throw new RnnOptionException(nameof(BlockSteps), BlockSteps,
                $"{nameof(BlockSteps):option} {BlockSteps} is beside {nameof(ReturnSequences):option}, whose labels come one a step. "
                + $"Set it to 1.");
        }
        if (Distributed is not null && Engine == RnnEngine.Torch)
        {
            throw new RnnOptionException(nameof(Engine), Engine,
                $"{nameof(Engine):option} {Engine} is beside {nameof(Distributed):option}, which only the kernels share. "
                + $"Use {RnnEngine.Auto}, or leave {nameof(Distributed):option} out.");
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
                $"{nameof(Checkpoints):option} has neither {nameof(RnnCheckpoints.EveryEpochs)} nor "
                + $"{nameof(RnnCheckpoints.EveryMinutes)}. Give one of them.");
        }
    }
}
