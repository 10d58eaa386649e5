namespace RnnTrainer.Tasks;

/// <summary>Makes the value of a column of what a network's head gives for a row, or for a step.</summary>
/// <param name="outputs">[outputs of the head].</param>
/// <param name="value">Receives the value; a vector's memory is used again.</param>
internal delegate void OutputReader<TValue>(ReadOnlySpan<float> outputs, ref TValue value);
