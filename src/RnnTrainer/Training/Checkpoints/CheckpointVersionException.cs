namespace RnnTrainer.Training.Checkpoints;

/// <summary>A checkpoint is whole, but in a format that this version of the library does not read.</summary>
internal sealed class CheckpointVersionException(uint version) : FormatException($"it has version {version}")
{
    public uint Version => version;
}
