namespace RnnTrainer.Tasks;

/// <summary>What a network's head gives for the row that a reader stands on; good until the next row is scored.</summary>
internal delegate ReadOnlySpan<float> RowOutputs();
