namespace RnnTrainer.Tasks;

/// <summary>
/// Measures a network on validation rows. Each target has its place, and places are summed in order, so that the result has the same
/// bits on any number of threads.
/// </summary>
internal abstract class ValidationMeasure
{
    /// <summary>Takes the outputs for a target. Any number of threads may call it at once, each with other places.</summary>
    /// <param name="place">The target's place among those measured, from 0.</param>
    /// <param name="outputs">[outputs], as they are scored.</param>
    public abstract void Add(int place, ReadOnlySpan<float> outputs);

    /// <summary>The task's metrics, in its order, when all targets were added.</summary>
    public abstract double[] Compute();
}
