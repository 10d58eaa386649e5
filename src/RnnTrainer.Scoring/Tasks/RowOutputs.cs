namespace RnnTrainer.Tasks;

/// <summary>What a network's head gives for the row that a reader stands on; good until it is asked again.</summary>
internal delegate ReadOnlySpan<float> RowOutputs();
