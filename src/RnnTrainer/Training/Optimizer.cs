namespace RnnTrainer.Training;

/// <summary>
/// Moves a network's weights against a batch's gradient, as an <see cref="RnnOptimizer"/> says, over one flat vector. What it
/// remembers are <see cref="Steps"/> and <see cref="State"/>: written back into a new optimizer, the same bits follow.
/// </summary>
internal abstract class Optimizer
{
    /// <summary>Steps done.</summary>
    public long Steps { get; set; }

    /// <summary>Vectors [parameter count] that a checkpoint must keep, always in this order; their elements may be set.</summary>
    public abstract IReadOnlyList<float[]> State { get; }

    /// <summary>Moves <paramref name="parameters"/> against <paramref name="gradient"/>, both [parameter count].</summary>
    public abstract void Step(Span<float> parameters, ReadOnlySpan<float> gradient, float learningRate);

    public static Optimizer Create(RnnOptimizer options, int parameterCount) => options switch
    {
        RnnAdam adam => new AdamOptimizer(adam, parameterCount),
        RnnAdamW adam => new AdamOptimizer(adam, parameterCount),
        RnnSgd sgd => new SgdOptimizer(sgd, parameterCount),
        RnnRmsProp rmsProp => new RmsPropOptimizer(rmsProp, parameterCount),
        _ => throw new ArgumentException($"{options} is not an optimizer of this library.", nameof(options)),
    };
}
