namespace RnnTrainer.Data;

/// <summary>
/// Measures offset and scale of each input, in double, in one pass over the values or more: <see cref="Begin"/>, then for each pass
/// <see cref="Add"/> of every sequence and <see cref="EndPass"/>.
/// </summary>
/// <param name="inputs">Inputs at each step.</param>
/// <param name="skipsMissing">Whether NaN counts for nothing; otherwise it makes its input's measure NaN.</param>
internal abstract class ScaleMeasure(int inputs, bool skipsMissing)
{
    /// <summary>What was measured, once the last pass has ended.</summary>
    public InputScales Result { get; } = new(inputs);

    /// <summary>A measure of the kind that a normalization asks for, be it of all sequences or of each.</summary>
    public static ScaleMeasure Create(RnnNormalization kind, int inputs, bool skipsMissing) => kind switch
    {
        RnnNormalization.MeanVariance or RnnNormalization.SequenceMeanVariance => new MeanVarianceMeasure(inputs, skipsMissing),
        RnnNormalization.MinMax or RnnNormalization.SequenceMinMax => new MinMaxMeasure(inputs, skipsMissing),
        RnnNormalization.Auto or RnnNormalization.None => throw new ArgumentException($"{kind} measures nothing.", nameof(kind)),
    };

    /// <summary>Forgets what was measured.</summary>
    public abstract void Begin();

    /// <summary>Adds a sequence, [time steps x inputs].</summary>
    public abstract void Add(ReadOnlySpan<float> sequence);

    /// <summary>
    /// Takes out what the pass has added up so far, and goes on as if nothing had been added: so sequences are measured in shards, one
    /// after another or in several processes.
    /// </summary>
    /// <returns>As many numbers for each measure of a kind and size.</returns>
    public abstract double[] TakeSums();

    /// <summary>Adds what was taken out. The first to be added stay as they are, bit for bit.</summary>
    /// <param name="sums">What <see cref="TakeSums"/> gave in the same pass.</param>
    public abstract void AddSums(ReadOnlySpan<double> sums);

    /// <summary>Ends a pass.</summary>
    /// <returns>Whether the same sequences are wanted once more.</returns>
    public abstract bool EndPass();

    /// <summary>Measures one sequence.</summary>
    public void Measure(ReadOnlySpan<float> sequence)
    {
        Begin();
        do
            Add(sequence);
        while (EndPass());
    }

    /// <summary>Whether values of a sequence are to be passed over.</summary>
    protected bool HasMissing(ReadOnlySpan<float> sequence) => skipsMissing && MissingValueFiller.AnyMissing(sequence);
}
