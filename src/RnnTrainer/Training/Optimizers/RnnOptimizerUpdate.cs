namespace RnnTrainer.Training.Optimizers;

/// <summary>
/// Moves a network's weights against a batch's gradient, as an <see cref="RnnOptimizer"/> says, over one flat vector. What it
/// remembers are <see cref="Steps"/> and <see cref="State"/>: written back into a new optimizer, the same bits follow.
/// </summary>
internal abstract class RnnOptimizerUpdate
{
    /// <summary>Steps done.</summary>
    public long Steps { get; set; }

    /// <summary>Vectors [parameter count] that a checkpoint must keep, always in this order; their elements may be set.</summary>
    public abstract IReadOnlyList<float[]> State { get; }

    /// <summary>
    /// Moves parameters against the gradient. Those that the batch did not touch rest, as in <c>torch.optim.SparseAdam</c>: neither they
    /// nor what is remembered of them changes, by decay or otherwise.
    /// </summary>
    /// <param name="parameters">[parameter count].</param>
    /// <param name="gradient">[parameter count].</param>
    /// <param name="touched">The ranges that the batch touched, apart from each other.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient, ReadOnlySpan<Range> touched, float learningRate)
    {
        Steps++;
        Begin(learningRate);
        foreach (Range range in touched)
            Move(parameters[range], gradient[range], range);
    }

    public static RnnOptimizerUpdate Create(RnnOptimizer options, int parameterCount) => options switch
    {
        RnnAdam adam => new RnnAdamUpdate(adam, parameterCount),
        RnnAdamW adam => new RnnAdamUpdate(adam, parameterCount),
        RnnSgd sgd => new RnnSgdUpdate(sgd, parameterCount),
        RnnRmsProp rmsProp => new RnnRmsPropUpdate(rmsProp, parameterCount),
        _ => throw new ArgumentException($"{options} is not an optimizer of this library.", nameof(options)),
    };

    /// <summary>Begins a <see cref="Step"/>, which <see cref="Steps"/> counts already.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    protected abstract void Begin(float learningRate);

    /// <summary>One range of <see cref="Step"/>.</summary>
    /// <param name="parameters">The range's parameters.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="range">Their place, in the vectors of <see cref="State"/> too.</param>
    protected abstract void Move(Span<float> parameters, ReadOnlySpan<float> gradient, Range range);
}
