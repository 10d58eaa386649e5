namespace RnnTrainer.Forecasting;

/// <summary>
/// Carries one window at a time from the rows of a series to what the network reads, and the network's outputs back to the targets' units:
/// the one way there in training, validation and scoring. For one thread.
/// </summary>
/// <param name="spec">What is forecast.</param>
internal sealed class ForecastWindow(ForecastSpec spec)
{
    private readonly int targets = spec.Targets.Count, size = spec.RowSize, known = spec.Targets.Count + spec.PastInputs.Count;
    private readonly double[] means = new double[spec.Targets.Count], deviations = new double[spec.Targets.Count];
    private readonly double[] read = new double[spec.Window * spec.Targets.Count]; // of each row's values
    private readonly InputScale[] inputs = [.. spec.PastInputs, .. spec.KnownInputs];

    /// <summary>Takes a window, and writes what the network reads of it: 0 for what there is not.</summary>
    /// <param name="rows">The last rows of a series, [up to <see cref="ForecastSpec.Window"/> x row size]; missing values are NaN.</param>
    /// <param name="ahead">The inputs known ahead, [horizon x inputs], or nothing where there are none.</param>
    /// <param name="sequence">[time steps x row size].</param>
    public void Write(ReadOnlySpan<float> rows, ReadOnlySpan<float> ahead, Span<float> sequence)
    {
        Measure(rows);
        int end = spec.PastSteps * size;
        Span<float> past = sequence.Slice(end - rows.Length, rows.Length), future = sequence[end..];
        sequence[..(end - rows.Length)].Clear();
        for (int row = 0; row * size < rows.Length; row++)
        {
            for (int column = 0; column < size; column++)
            {
                int i = row * size + column;
                past[i] = float.IsNaN(rows[i]) ? Missing(past, i)
                    : column < targets ? (float)((read[row * targets + column] - means[column]) / deviations[column])
                    : inputs[column - targets].Apply(rows[i]);
            }
        }
        future.Clear();
        for (int i = 0; i < ahead.Length; i++)
        {
            int input = i % spec.KnownInputs.Count, place = i / spec.KnownInputs.Count * size + known + input;
            future[place] = !float.IsNaN(ahead[i]) ? spec.KnownInputs[input].Apply(ahead[i])
                : place >= size ? Missing(future, place) : Missing(sequence, end + place);
        }
    }

    /// <summary>
    /// Measures the mean and the deviation of what is read of each target's values that are there: the window's scale. Of none, all that
    /// it scales is not a number.
    /// </summary>
    /// <param name="rows">As <see cref="Write"/> takes them.</param>
    public void Measure(ReadOnlySpan<float> rows)
    {
        for (int target = 0; target < targets; target++)
        {
            TargetScale scale = spec.Targets[target];
            double sum = 0, magnitudes = 0, squares = 0;
            int count = 0;
            for (int row = 0; row * size < rows.Length; row++)
            {
                float value = rows[row * size + target];
                double own = float.IsNaN(value) ? double.NaN : scale.Read(value);
                read[row * targets + target] = own;
                if (double.IsNaN(own))
                    continue;
                sum += own;
                magnitudes += Math.Abs(own);
                count++;
            }
            double mean = sum / count;
            for (int row = 0; row * size < rows.Length; row++)
            {
                double apart = read[row * targets + target] - mean;
                squares += double.IsNaN(apart) ? 0 : apart * apart;
            }
            double least = scale.IsLogarithmic ? scale.LeastDeviation
                : Math.Max(scale.LeastDeviation, TargetScale.LeastShare * magnitudes / count);
            means[target] = mean;
            deviations[target] = Math.Max(least, Math.Sqrt(squares / count));
        }
    }

    /// <summary>A value of a target in the scale of the window that was taken or measured last; NaN where there is none.</summary>
    public float InScale(int target, float value) =>
        float.IsNaN(value) ? value : (float)((spec.Targets[target].Read(value) - means[target]) / deviations[target]);

    /// <summary>An output for a target in the target's unit, by the scale of the window that was taken last.</summary>
    public float InUnits(int target, float output) => spec.Targets[target].Value(output * deviations[target] + means[target]);

    /// <summary>Brings the outputs for the window that was taken last to the targets' units.</summary>
    /// <param name="outputs">[targets x horizon x levels], as the network gives them.</param>
    /// <param name="quantiles">[targets x levels x horizon].</param>
    public void ToUnits(ReadOnlySpan<float> outputs, Span<float> quantiles)
    {
        int levels = spec.Levels.Count, horizon = spec.Horizon;
        for (int target = 0; target < targets; target++)
        {
            for (int step = 0; step < horizon; step++)
            {
                for (int level = 0; level < levels; level++)
                {
                    quantiles[(target * levels + level) * horizon + step] =
                        InUnits(target, outputs[(target * horizon + step) * levels + level]);
                }
            }
        }
    }

    // Of steps that came before, the missing values are filled.
    private float Missing(ReadOnlySpan<float> filled, int place) => spec.MissingValues switch
    {
        RnnMissingValues.LastValue when place >= size => filled[place - size],
        RnnMissingValues.Error or RnnMissingValues.Mean or RnnMissingValues.LastValue => 0,
    };
}
